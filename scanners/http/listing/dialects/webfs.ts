import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';
import { exactBytes } from '../listing-size.ts';

/** webfs: lines like those of `ls -l`, the link at the end, sizes '74  B' or '<DIR>'; days only after half a year. */
export const webfs: HtmlDialect = {
  notation: 'html',
  id: 'webfs',
  recognises: ({ rows }) =>
    rows.some(({ row }) => row.layout === 'pre' && LINE.test(row.before)) &&
    rows.every(({ row }) => row.layout !== 'pre' || LINE.test(row.before)),
  read: (row) => ({
    ...rowFacts(row, { plainNames: 'file', exactSizes: 'never' }),
    bytes: exactBytes(LINE.exec(row.before)?.[1]),
  }),
};

const LINE = /^[-bcdlps][-rwxsStT]{9} {2}\S+ +\S+ +.{12} +(?:(\d+) +B|\d+ +[kMG]B|<DIR>) +$/;
