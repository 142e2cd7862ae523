import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/**
 * Whoever else writes a page with the structure of a listing; asked last. Nothing is taken for granted: a name without a
 * slash may be a folder, and a number without a unit may count kilobytes.
 */
export const genericHtml: HtmlDialect = {
  notation: 'html',
  id: 'generic-html',
  recognises: () => true,
  read: (row) => rowFacts(row, { plainNames: 'unknown', exactSizes: 'unit' }),
};
