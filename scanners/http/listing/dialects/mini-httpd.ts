import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** mini-httpd: lines 'name  20Nov2023 22:13  74', names cut at 32 signs. Folders look like files: no slash, 4096 bytes. */
export const miniHttpd: HtmlDialect = {
  notation: 'html',
  id: 'mini-httpd',
  recognises: ({ rows }) => {
    const lines = rows.filter(({ row }) => row.layout === 'pre');
    return lines.length > 0 && lines.every(({ row }) => LINE.test(row.after));
  },
  read: (row) => rowFacts(row, { plainNames: 'unknown', exactSizes: 'bare' }),
};

const LINE = /^ {4} *\d{2}[A-Z][a-z]{2}\d{4} \d{2}:\d{2} +\d+\s*$/;
