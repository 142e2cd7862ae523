import type { Overlap, PrintKind, PrintReference, Report } from './report.ts';

/** What views show first: whose rows they are, then where they lie, then where they were met before. */
const ORDER: readonly PrintKind[] = ['table', 'endpoint', 'asset', 'suspect'];
/** Files of servers that are shown; the rest is counted and stands in the JSON. */
const MOST_FILES = 10;

/** Overlaps as views show them. */
export interface ShownOverlaps {
  /** Tables, servers, files, earlier suspects; of each, most rows first. A file stands once, by its best print. */
  readonly shown: readonly Overlap[];
  /** Files that hold rows too. */
  readonly filesLeftOut: number;
}

/** Overlaps in which rows were found, or households of tables and suspects, in the order of views. */
export function shownOverlaps({ overlaps }: Report): ShownOverlaps {
  const found = overlaps.filter(isFound);
  const files = onePerFile(found);
  const left = new Set(files.slice(MOST_FILES));
  const kept = new Set(files);
  const shown = found
    .filter((overlap) => overlap.print.kind !== 'asset' || (kept.has(overlap) && !left.has(overlap)))
    .sort((a, b) => ORDER.indexOf(a.print.kind) - ORDER.indexOf(b.print.kind));
  return { shown, filesLeftOut: left.size };
}

/** Prints in which nothing was found, in the order of views; of a file with a version that holds rows, none. */
export function notFound({ overlaps, comparedWith }: Report): readonly PrintReference[] {
  const found = new Set(overlaps.filter(isFound).map(({ print }) => keyOf(print)));
  const rest = new Map<string, PrintReference>();
  for (const print of comparedWith)
    if (!found.has(keyOf(print)) && !rest.has(keyOf(print))) rest.set(keyOf(print), print);
  return [...rest.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** Of a file that holds relatives only there is nothing to say: its rows are of people who are not in the suspect. */
function isFound({ print, rows }: Overlap): boolean {
  return rows.present > 0 || (rows.household > 0 && print.kind !== 'asset' && print.kind !== 'endpoint');
}

/** Overlaps come with most rows first: the first of a file is its best version. */
function onePerFile(overlaps: readonly Overlap[]): Overlap[] {
  const files = new Map<string, Overlap>();
  for (const overlap of overlaps)
    if (overlap.print.kind === 'asset' && !files.has(keyOf(overlap.print)))
      files.set(keyOf(overlap.print), overlap);
  return [...files.values()];
}

/** Versions and tables of a file are prints of one name. */
function keyOf({ kind, id, name }: PrintReference): string {
  return kind === 'asset' ? `${kind} ${name}` : id;
}
