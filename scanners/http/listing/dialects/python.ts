import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/**
 * `python -m http.server`: a bare list of names, with neither dates nor sizes nor a way up. A link is shown with '@'
 * behind its name; its href has '/' where it leads to a folder.
 */
export const python: HtmlDialect = {
  notation: 'html',
  id: 'python',
  recognises: ({ rows, entries, title, headings, marks }) =>
    rows.length === entries.length &&
    entries.every((row) => row.layout === 'list' && row.links.length === 1) &&
    marks.includes('list=ul') &&
    title !== '' &&
    title.trim() === headings.trim(),
  read: (row) => {
    const { href, shown } = row.links[0]!;
    const isLink = shown.endsWith('@') && !/(?:%40|@)\/?$/.test(href);
    return { ...rowFacts(row, { plainNames: 'file', exactSizes: 'never' }), isLink };
  },
};
