import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/reports/visible.ts';
import { hostileName, OBEYED } from './hostile.ts';

describe('visible', () => {
  test.each([
    ['leak.txt', 'leak.txt'],
    ['Été à Nîmes – œuvre 漢字.csv', 'Été à Nîmes – œuvre 漢字.csv'],
    ['\x1b[31m', '\\x1b[31m'],
    ['a\tb\nc\rd\0e', 'a\\tb\\nc\\rd\\x00e'],
    ['\x9b31m\x7f', '\\x9b31m\\x7f'],
    ['\u202Efdp.exe', '\\u202efdp.exe'],
    ['a\u200Bb\uFEFF\u00AD', 'a\\u200bb\\ufeff\\xad'],
    ['\u2028', '\\u2028'],
    ['\u{E0041}', '\\u{e0041}'],
    ['\ud800x', '\\ud800x'],
  ])('shows %j as %s', (text, expected) => expect(visible(text)).toBe(expected));

  test('leaves nothing that would be obeyed or hidden', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        expect(visible(name)).not.toMatch(OBEYED);
        expect(visible(name)).not.toContain('\n');
      }),
    );
  });

  test('is idempotent', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        expect(visible(visible(name))).toBe(visible(name));
      }),
    );
  });
});
