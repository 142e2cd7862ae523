import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';
import { exactBytes } from '../listing-size.ts';

/** `rclone serve http`: a table like Caddy's first one, hrefs without './', the exact size in `data-order`. */
export const rclone: HtmlDialect = {
  notation: 'html',
  id: 'rclone',
  recognises: ({ entries, rows, marks }) =>
    entries.length > 0
      ? entries.every((row) => row.marks.includes('class=file') && row.marks.some((mark) => ORDER.test(mark)))
      : marks.includes('id=summary') && rows.some(({ row }) => row.marks.includes('class=goup')),
  read: (row) => {
    const exact = row.marks.map((mark) => ORDER.exec(mark)?.[1]).find(Boolean);
    return { ...rowFacts(row, { plainNames: 'file', exactSizes: 'bare' }), bytes: exactBytes(exact) };
  },
};

const ORDER = /^data-order=(-1|\d+)$/;
