import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/**
 * Apache's mod_autoindex with FancyIndexing: preformatted lines with an icon before the name, below heads that sort by
 * ?C=N;O=D. Names are cut ('name..>'), columns may be switched off, a description may follow the size.
 */
export const apacheFancy: HtmlDialect = {
  notation: 'html',
  id: 'apache-fancy',
  recognises: ({ rows }) =>
    rows.some(({ row, links }) =>
      links.some(({ role, href }) => role === 'sort' && row.layout === 'pre' && SORT.test(href)),
    ),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'bare' }),
};

const SORT = /^\?C=[NMSD][;&]O=[AD]$/;
