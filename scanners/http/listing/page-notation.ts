/** What a page is written in; 'none' is a page that no reader would take. */
export type PageNotation = 'html' | 'xml' | 'json' | 'none';

/**
 * Told by the page's first signs, for the type that servers give is often wrong: XML where the root is one of
 * `xmlRoots`, JSON where a bracket comes first, HTML where a tag does. Null as long as more of the page is needed.
 */
export function findNotation(
  start: string,
  contentType: string | null,
  isEnd: boolean,
  xmlRoots: ReadonlySet<string>,
): PageNotation | null {
  const isLast = isEnd || start.length >= MAX_START_SIGNS;
  const text = start.trimStart();
  if (text === '') return isLast ? 'none' : null;
  if (/^[[{]/.test(text)) return 'json';
  if (!text.startsWith('<')) return /html/i.test(contentType ?? '') ? 'html' : 'none';
  const root = rootOf(text);
  if (root === null) return isLast ? 'html' : null;
  if (xmlRoots.has(root.slice(root.indexOf(':') + 1))) return 'xml';
  return text.startsWith('<?xml') && root.toLowerCase() !== 'html' ? 'none' : 'html';
}

/** A root that is not found within so much is that of a page with long comments. */
const MAX_START_SIGNS = 1 << 14;
/** What may stand before the root: instructions, comments, document types with what they declare. Each at its place. */
const PROLOG = [/\s+/y, /<\?[\s\S]*?\?>/y, /<!--[\s\S]*?-->/y, /<![a-z][^[>]*(?:\[[^\]]*\]\s*)?>/iy];
const ROOT = /<([^\s<>/!?]+)[\s/>]/y;

/** The name of the first element; null where the text ends before it, or has none. */
function rootOf(text: string): string | null {
  let at = 0;
  for (let isInProlog = true; isInProlog; ) {
    isInProlog = false;
    for (const part of PROLOG) {
      part.lastIndex = at;
      if (!part.test(text)) continue;
      at = part.lastIndex;
      isInProlog = true;
    }
  }
  ROOT.lastIndex = at;
  return ROOT.exec(text)?.[1] ?? null;
}
