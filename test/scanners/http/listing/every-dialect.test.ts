import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVERY_DIALECT } from '../../../../scanners/http/listing/every-dialect.ts';

const FOLDER = new URL('../../../../scanners/http/listing/dialects/', import.meta.url);

describe('the list of dialects', () => {
  it('has every file of the folder under its own name', () => {
    const files = readdirSync(FOLDER).map((name) => name.replace(/[.]ts$/, ''));

    expect(EVERY_DIALECT.map(({ id }) => id).sort()).toEqual(files.sort());
  });

  it('asks the one that takes everything last', () => {
    const pages = EVERY_DIALECT.filter(({ notation }) => notation === 'html');

    expect(pages.at(-1)!.id).toBe('generic-html');
  });
});
