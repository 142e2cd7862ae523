import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** Apache's mod_autoindex with HTMLTable: column heads that sort by ?C=N;O=D. Sizes below 1 KB are exact. */
export const apacheTable: HtmlDialect = {
  notation: 'html',
  id: 'apache-table',
  recognises: ({ rows }) =>
    rows.some(({ row, links }) =>
      links.some(({ role, href }) => role === 'sort' && row.layout === 'table' && SORT.test(href)),
    ),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'bare' }),
};

const SORT = /^\?C=[NMSD][;&]O=[AD]$/;
