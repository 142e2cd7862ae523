import { percentDecoded } from '../byte-text.ts';
import type { ListingPage } from '../listing-entry.ts';
import { showsName } from '../shown-name.ts';
import type { HtmlHead } from './html-dialect.ts';
import { hasColumns } from './row-facts.ts';

/**
 * Whether a page lists a folder, by its structure alone. Names: at least four of five links to files of the page's own
 * folder show their names, and links that lead elsewhere are few. And two of these marks, for an ordinary page may have
 * one: a link to the folder above in a row like theirs; links that sort; dates or sizes in most rows; the folder's path in title or heading;
 * no link that leads elsewhere. A page of nothing but named links (Go) needs no mark. So a page of downloads that links to
 * files beside it is no listing as long as it names them in its own words, or is part of a site with links to its pages;
 * if it is a bare table of names, sizes and dates without other links, it does what a listing does and counts as one.
 */
export function isListing(head: HtmlHead, page: ListingPage): boolean {
  if (page.status !== OK) return false;
  const links = head.rows.flatMap((placed) => placed.links);
  const roles = (role: string): number => links.filter((link) => link.role === role).length;
  const children = links.filter((link) => link.role === 'child' && !isIcon(link, head));
  const elsewhere = roles('elsewhere');
  const marks = {
    parent: hasParent(head),
    sorts: roles('sort') > 1,
    columns: head.entries.filter(hasColumns).length > head.entries.length * MOST_01,
    path: namesPath(`${head.title}\n${head.headings}`, page),
    alone: elsewhere === 0,
  };
  if (children.length === 0) return isEmptyListing(marks, head, elsewhere);
  const named = children.filter((link) => link.isNamed).length;
  if (named < children.length * NAMED_01) return false;
  if (elsewhere > Math.max(MAX_ELSEWHERE, children.length * ELSEWHERE_01)) return false;
  return Object.values(marks).filter(Boolean).length >= LEAST_MARKS || isBare(head, marks);
}

const OK = 200;
/** Names of other encodings, or that the server did not escape, do not look like their hrefs. */
const NAMED_01 = 0.8;
const MOST_01 = 0.5;
const LEAST_MARKS = 2;
/** Links in footers (the server's own, a validator), and a logo. */
const MAX_ELSEWHERE = 2;
const ELSEWHERE_01 = 0.1;
/** Column headings, a footer with the server's name: more text than that is a page with something to say. */
const MAX_STRAY_SIGNS = 400;

type Marks = Readonly<Record<'parent' | 'sorts' | 'columns' | 'path' | 'alone', boolean>>;

/** The way up is a row like the others; in a header it may be the site's start page. */
function hasParent(head: HtmlHead): boolean {
  const layouts = new Set(head.entries.map((row) => row.layout));
  return head.rows.some(
    ({ row, links }) =>
      links.some((link) => link.role === 'parent') && (layouts.size === 0 || layouts.has(row.layout)),
  );
}

/** A folder without entries shows itself by its path and an empty list, or by its path and the way up. */
function isEmptyListing(marks: Marks, head: HtmlHead, elsewhere: number): boolean {
  if (!marks.path || elsewhere > 1 || head.stray.trim().length > MAX_STRAY_SIGNS) return false;
  return marks.parent || marks.sorts || head.marks.some((mark) => mark.startsWith('list='));
}

/** Go's file server: nothing but links, each to the name that it shows. */
function isBare(head: HtmlHead, marks: Marks): boolean {
  const isList = head.entries.every((row) => row.layout === 'pre' || row.layout === 'list');
  return isList && marks.alone && `${head.title}${head.headings}${head.stray}`.trim() === '';
}

function isIcon(link: { readonly isNamed: boolean; readonly href: string }, head: HtmlHead): boolean {
  return !link.isNamed && head.namedHrefs.has(link.href);
}

/** 'Index of /a/b/', 'Directory: [/a/b/]', '127.0.0.1/a/b/', 'Index of a/': at the end, whatever the language before it. */
function namesPath(heading: string, page: ListingPage): boolean {
  // A folder's name may hold line breaks itself; a browser shows them as blanks.
  const path = percentDecoded(page.url.pathname)
    .replace(/^\/|\/$/g, '')
    .replace(/[\t\n\f\r ]+/g, ' ');
  return [...heading.split('\n'), heading].some((line) => {
    const text = line
      .replace(/[\s\u00a0]+/g, ' ')
      .replace(/[\s\]"')>]+$/, '')
      .trim();
    return path === '' ? /(?:^|[ .[\d])\/$/.test(text) : showsPath(text, path);
  });
}

/** With a slash before or behind it: a page about 'reports' is often at /reports/. */
function showsPath(text: string, path: string): boolean {
  const words = text.replace(/\/+$/, '');
  const starts = [...words.matchAll(/(?:^|[ /[:])(?=[^ /])/g)].map((match) => match.index + match[0].length);
  return starts
    .slice(-MAX_PATH_WORDS)
    .filter((start) => words !== text || words[start - 1] === '/')
    .some((start) => showsName(words.slice(start), path));
}

/** Words and segments of a heading that are tried as the path's beginning. */
const MAX_PATH_WORDS = 64;
