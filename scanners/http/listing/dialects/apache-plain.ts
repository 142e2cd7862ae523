import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** Apache's mod_autoindex without FancyIndexing: a list whose every name is shown with a blank before it. */
export const apachePlain: HtmlDialect = {
  notation: 'html',
  id: 'apache-plain',
  recognises: ({ rows }) =>
    rows.length > 0 &&
    rows.every(({ row }) => row.layout === 'list' && row.links.every(({ shown }) => shown.startsWith(' '))),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'never' }),
};
