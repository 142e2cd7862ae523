import { formatCount, formatCounted, formatShare } from '../core/units.ts';
import type { AttributedEndpoint } from './attribution.ts';
import type { Overlap, Report } from './report.ts';
import { visible } from './visible.ts';

/** Servers that a headline names; the rest is counted. */
const MOST_NAMED = 3;

/** Overlaps with servers that hold rows of the suspect, most rows first. */
export function endpointsFound({ overlaps }: Report): readonly Overlap[] {
  return overlaps.filter(({ print, rows }) => print.kind === 'endpoint' && rows.present > 0);
}

/** The headline of a report on a file of which servers hold rows; null where none does. */
export function attributionHeadline(report: Report): string | null {
  const found = endpointsFound(report);
  if (report.attribution === undefined || found.length === 0) return null;
  const read = report.coverage.complete ? '' : 'read ';
  const [first, ...others] = found.slice(0, MOST_NAMED).map((overlap) => placeAndShare(report, overlap));
  const more = found.length > MOST_NAMED ? ` and ${formatCount(found.length - MOST_NAMED)} servers more` : '';
  const rest = others.map(({ share, place }) => `, ${share} on ${place}`).join('');
  const share = first!.share.startsWith('at') ? `At${first!.share.slice(2)}` : first!.share;
  return (
    `${share} of the rows ${read}of ${visible(report.suspect.name)} are on ${first!.place}${rest}${more}; ` +
    `${peopleOf(report)}.`
  );
}

/** A server with its host: 'processor (ftp.example.org)'. */
export function placeOf({ name, url }: Pick<AttributedEndpoint, 'name' | 'url'>): string {
  const host = URL.canParse(url) ? new URL(url).host : url;
  return host === '' || host === name ? visible(name) : `${visible(name)} (${visible(host)})`;
}

function placeAndShare({ attribution }: Report, { print, rows }: Overlap): { place: string; share: string } {
  const known = attribution?.endpoints.find(({ name }) => name === print.name);
  const isLeast = known?.wasReached === true && known.partsNotRead > 0;
  return {
    place: known === undefined ? visible(print.name) : placeOf(known),
    share: `${isLeast ? 'at least ' : ''}${formatShare(rows.share)}`,
  };
}

function peopleOf({ population }: Report): string {
  const people = formatCounted(population.persons, 'person', 'people');
  const [only, ...others] = population.byController;
  if (only === undefined) return people;
  const controllers = formatCounted(others.length + 1, 'controller');
  return `${people} of ${others.length === 0 ? visible(only.controller) : controllers}`;
}
