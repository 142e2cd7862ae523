import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';
import { findDate } from '../listing-date.ts';
import { exactBytes } from '../listing-size.ts';

/**
 * Caddy's file_server browse: rows of class file, hrefs './name', the time with seconds in `datetime`. Since 2.7 the exact
 * size is in `data-size`, before that in `data-order`; a folder has -1 there.
 */
export const caddy: HtmlDialect = {
  notation: 'html',
  id: 'caddy',
  recognises: ({ entries, rows }) =>
    entries.length > 0
      ? entries.every(
          (row) => row.marks.includes('class=file') && row.links.some(({ href }) => href.startsWith('./')),
        )
      : rows.some(({ row }) => row.links.some(({ href }) => href.startsWith(HOME))),
  read: (row) => {
    const exact = row.marks.map((mark) => /^data-(?:size|order)=(\d+)$/.exec(mark)?.[1]).find(Boolean);
    const time = row.marks.find((mark) => mark.startsWith('datetime='));
    const facts = rowFacts(row, { plainNames: 'file', exactSizes: 'unit' });
    return {
      ...facts,
      bytes: exactBytes(exact) ?? facts.bytes,
      modifiedAt: findDate(time?.slice('datetime='.length) ?? '')?.iso ?? facts.modifiedAt,
    };
  },
};

/** Linked in the footer; an empty folder has nothing else that rclone's page has not. */
const HOME = 'https://caddyserver.com';
