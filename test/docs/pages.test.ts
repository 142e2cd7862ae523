import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectors } from '../../scanners/exposures/registry.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { PROJECT, textOf } from '../architecture/product-files.ts';
import { partOf, WRITTEN_PARTS, withPart } from './pages.ts';

const PAGES = readdirSync(`${PROJECT}docs`)
  .map((name) => `docs/${name}`)
  .concat('README.md', 'SECURITY.md');

describe('what is written from the product', () => {
  it.each(WRITTEN_PARTS)('stands in $page, to the letter: $mark (`npm run docs` writes it)', (part) => {
    expect(partOf(textOf(part.page), part.mark)).toBe(`${part.write()}\n`);
  });

  it('names every setting and every exposure', () => {
    const [settings, exposures] = [textOf('docs/settings.md'), textOf('docs/exposures.md')];

    expect(Object.values(OPTIONS).filter(({ env }) => !settings.includes(`\`${env}\``))).toEqual([]);
    expect(detectors.filter(({ code }) => !exposures.includes(`| \`${code}\` |`))).toEqual([]);
  });

  it('says how bad each exposure is by itself', () => {
    const rows = partOf(textOf('docs/exposures.md'), 'codes').trim().split('\n').slice(2);

    expect(
      rows.filter((row) => !/^\| `[^|]+\| (info|low|medium|high|critical)( to \w+)? \|/.test(row)),
    ).toEqual([]);
  });

  it('is replaced between its marks and nowhere else', () => {
    const page = 'before\n<!-- x -->\nold $&\n<!-- /x -->\nafter';

    expect(withPart(page, 'x', 'new $&')).toBe('before\n<!-- x -->\nnew $&\n<!-- /x -->\nafter');
  });
});

describe('a page', () => {
  it.each(PAGES)('links to nothing that is not there: %s', (page) => {
    const named = [...textOf(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path!);

    const missing = named.filter((path) => !existsSync(PROJECT + posix.join(posix.dirname(page), path)));

    expect(missing).toEqual([]);
  });
});
