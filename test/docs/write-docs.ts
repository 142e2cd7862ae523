import { writeFileSync } from 'node:fs';
import { textOf } from '../architecture/product-files.ts';
import { WRITTEN_PARTS, withPart } from './pages.ts';

// `npm run docs`: brings the parts of the pages that are written from the product up to date.
for (const { page, mark, write } of WRITTEN_PARTS) {
  writeFileSync(new URL(`../../${page}`, import.meta.url), withPart(textOf(page), mark, write()));
}
