import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { speedSection, withSpeedSection } from '../../bench/peers/speed-section.ts';
import { speedMarkdown } from '../../bench/peers/speed-table.ts';
import { PROJECT, textOf } from './product-files.ts';

const RESULTS = 'bench/results/peers.json';

describe('the table of speed in docs/measured.md', () => {
  it('is what was measured last, to the letter', () => {
    const figures = existsSync(PROJECT + RESULTS) ? JSON.parse(textOf(RESULTS)) : null;

    expect(speedSection(textOf('docs/measured.md'))).toBe(speedMarkdown(figures));
  });

  it('is replaced between its marks and nowhere else', () => {
    const page = 'before\n<!-- speed -->\nold $&\n<!-- /speed -->\nafter';

    expect(withSpeedSection(page, 'new $&')).toBe('before\n<!-- speed -->\nnew $&\n<!-- /speed -->\nafter');
  });
});
