import { endpointsFound, placeOf } from '../attribution-headline.ts';
import { type Overlap, overlapsOfOurs, type PrintReference, type Report } from '../report.ts';
import { visible } from '../visible.ts';
import type { Words } from './words.ts';

/** Prints that a headline names; the rest is counted. */
const MOST_NAMED = 3;

/** The one sentence a person reads first, in their language: what `headline` of the terminal says. */
export function headlineIn(words: Words, report: Report): string {
  const ours = ownersOf(report);
  if (report.suspect.rows === 0)
    return words.text(wholeOr(report, 'headline.noRows', 'headline.noRowsRead'), nameOf(report));
  if (report.attribution !== undefined && endpointsFound(report).length > 0) return onServers(words, report);
  if (ours.length === 0) return nothingOfOurs(words, report);
  if (report.estimate !== undefined) return estimated(words, report, ours);
  return ours.length === 1 ? oneOwner(words, report, ours[0]!) : severalOwners(words, report, ours);
}

/** A print named in full: 'Laboratory A, table lab_a'. */
export function titleIn(words: Words, { kind, name, controller }: PrintReference): string {
  const own = words.text(`kind.${kind}`, { name });
  return controller === null ? own : `${visible(controller)}, ${own}`;
}

function onServers(words: Words, report: Report): string {
  const found = endpointsFound(report);
  const [first, ...others] = found
    .slice(0, MOST_NAMED)
    .map((overlap) => placeAndShare(words, report, overlap));
  const named = others.map((one) => words.text('headline.alsoOn', one)).join('');
  const more =
    found.length > MOST_NAMED
      ? words.text('headline.moreServers', { n: words.count(found.length - MOST_NAMED) })
      : '';
  return words.text(wholeOr(report, 'headline.servers', 'headline.serversRead'), {
    ...nameOf(report),
    first: capitalised(first!.share),
    place: first!.place,
    others: `${named}${more}`,
    people: peopleOf(words, report),
  });
}

function placeAndShare(
  words: Words,
  { attribution }: Report,
  { print, rows }: Overlap,
): { place: string; share: string } {
  const known = attribution?.endpoints.find(({ name }) => name === print.name);
  const isLeast = known?.wasReached === true && known.partsNotRead > 0;
  const share = words.share(rows.share);
  return {
    place: known === undefined ? print.name : placeOf(known),
    share: isLeast ? words.text('headline.atLeast', { share }) : share,
  };
}

function peopleOf(words: Words, { population }: Report): string {
  const people = words.counted('person', population.persons);
  const [only, ...others] = population.byController;
  if (only === undefined) return people;
  const whose = others.length === 0 ? only.controller : words.counted('controller', others.length + 1);
  return words.text('headline.peopleOf', { people, whose });
}

/** Whose rows they are: tables where there are any, else servers, else files of servers; never two for the same rows. */
function ownersOf(report: Report): readonly Overlap[] {
  const ours = overlapsOfOurs(report);
  for (const kind of ['table', 'endpoint'] as const) {
    const owners = ours.filter(({ print }) => print.kind === kind);
    if (owners.length > 0) return owners;
  }
  return ours;
}

function oneOwner(words: Words, report: Report, { rows, print, persons }: Overlap): string {
  return words.text(wholeOr(report, 'headline.one', 'headline.oneRead'), {
    ...nameOf(report),
    share: words.share(rows.share),
    owner: print.controller ?? print.name,
    present: words.count(rows.present),
    rows: words.counted('row', rows.total),
    people: words.counted('person', persons),
  });
}

function severalOwners(words: Words, report: Report, ours: readonly Overlap[]): string {
  const { rowsExplained, persons } = report.population;
  const parts = ours
    .slice(0, MOST_NAMED)
    .map(({ rows, print }) =>
      words.text('headline.partIn', { share: words.share(rows.share), where: titleIn(words, print) }),
    );
  const more =
    ours.length > MOST_NAMED
      ? words.text('headline.morePrints', { n: words.count(ours.length - MOST_NAMED) })
      : '';
  return words.text(wholeOr(report, 'headline.several', 'headline.severalRead'), {
    ...nameOf(report),
    share: words.share(rowsExplained / report.suspect.rows),
    present: words.count(rowsExplained),
    rows: words.counted('row', report.suspect.rows),
    people: words.counted('person', persons),
    parts: `${parts.join('; ')}${more}`,
  });
}

function estimated(words: Words, report: Report, ours: readonly Overlap[]): string {
  const { level, explained } = report.estimate!;
  const only = ours.length === 1 ? ours[0] : undefined;
  const interval = only?.rows.interval ?? explained.interval;
  return words.text('headline.estimated', {
    ...nameOf(report),
    ...readOf(words, report),
    range: words.shareRange(...interval),
    level: words.shareRange(level, level),
    present: words.count(only?.rows.present ?? report.population.rowsExplained),
    rows: words.counted('row', report.suspect.rows),
    people: words.counted('person', only?.persons ?? report.population.persons),
  });
}

function nothingOfOurs(words: Words, report: Report): string {
  if (report.comparedWith.length === 0) return words.text('headline.compared', nameOf(report));
  if (report.estimate !== undefined) {
    const { blocks, explained, level } = report.estimate;
    return words.text('headline.nothingBlocks', {
      ...nameOf(report),
      ...readOf(words, report),
      blocks: words.counted('block', blocks),
      range: words.shareRange(...explained.interval),
      level: words.shareRange(level, level),
    });
  }
  const earlier = report.overlaps.find(({ print, rows }) => print.kind === 'suspect' && rows.present > 0);
  if (earlier !== undefined)
    return words.text('headline.earlier', {
      ...nameOf(report),
      share: words.share(earlier.rows.share),
      earlier: earlier.print.name,
      rows: words.counted('row', earlier.rows.present),
    });
  return words.text(wholeOr(report, 'headline.nothing', 'headline.nothingRead'), {
    ...nameOf(report),
    rows: words.counted('row', report.suspect.rows),
    prints: words.counted('print', report.comparedWith.length),
  });
}

/** How much of the file was read. */
export function readOf(words: Words, { coverage, suspect }: Report): { read: string; bytes: string } {
  return { read: words.bytes(coverage.bytesRead), bytes: words.bytes(suspect.bytes) };
}

function nameOf({ suspect }: Report): { name: string } {
  return { name: suspect.name };
}

function wholeOr<Key>({ coverage }: Report, whole: Key, part: Key): Key {
  return coverage.complete ? whole : part;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
