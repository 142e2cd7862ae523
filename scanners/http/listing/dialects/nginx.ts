import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/**
 * nginx's autoindex: preformatted lines 'name   20-Nov-2023 17:06   1036'; rounded sizes have a unit. An empty folder is
 * the way up in a line of its own, without date.
 */
export const nginx: HtmlDialect = {
  notation: 'html',
  id: 'nginx',
  recognises: ({ entries, rows }) => {
    const [up, ...others] = rows;
    if (entries.length > 0) return entries.every((row) => row.layout === 'pre' && LINE.test(row.after));
    return others.length === 0 && up?.row.layout === 'pre' && `${up.row.before}${up.row.after}`.trim() === '';
  },
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'bare' }),
};

const LINE = /^\s+\d{2}-[A-Z][a-z]{2}-\d{4} \d{2}:\d{2}\s+(?:\d+[KMG]?|-)\s*$/;
