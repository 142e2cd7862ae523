import { severityRank } from '../../core/severity.ts';
import { formatCount, formatCounted } from '../../core/units.ts';
import type { ExposureReport } from '../exposure.ts';
import { type ExposureGroup, groupByObject } from '../exposure-groups.ts';
import { visible } from '../visible.ts';
import { formatInstant } from '../wording.ts';
import { createPage, type Page } from './page.ts';
import type { Screen } from './screen.ts';
import { fitTo } from './text-width.ts';

/** Objects with their exposures, and closed ones, that are listed; the rest is counted and stands in the JSON. */
const MOST_GROUPS_LISTED = 20;
const MOST_CLOSED_LISTED = 10;
/** Columns that a path or a fact may take: names on servers are as long as their owner likes. */
const MOST_FACT_CHARS = 300;

/** Exposures for people at a terminal: the sum in one sentence, then object by object, the worst first. */
export function renderExposures(exposures: readonly ExposureReport[], screen: Screen): string {
  const page = createPage(screen);
  showExposures(page, exposures);
  return page.text();
}

/** The same, as a part of a longer page. */
export function showExposures(page: Page, exposures: readonly ExposureReport[]): void {
  const open = exposures.filter(({ state }) => state === 'open');
  const groups = groupByObject(open);
  page.sentence(sumOf(open, groups), open.length > 0 ? page.ink.strong : page.ink.good);
  for (const group of groups.slice(0, MOST_GROUPS_LISTED)) showGroup(page, group);
  const more = groups.slice(MOST_GROUPS_LISTED);
  if (more.length > 0) {
    page.blank();
    page.sentence(
      `And ${formatCounted(more.length, 'object')} more, ${more[0]!.severity} or less, all listed with --json.`,
    );
  }
  showClosed(
    page,
    exposures.filter(({ state }) => state === 'closed'),
  );
}

function sumOf(open: readonly ExposureReport[], groups: readonly ExposureGroup<ExposureReport>[]): string {
  if (open.length === 0) return 'No exposure is open, as far as was looked.';
  const worst = groups[0]!.severity;
  const count = formatCounted(open.length, 'exposure');
  const verb = open.length === 1 ? 'is' : 'are';
  const where = formatCounted(groups.length, 'object');
  return `${count} ${verb} open on ${where}; the worst is ${visible(worst)}.`;
}

function showGroup(page: Page, { endpoint, path, severity, exposures }: ExposureGroup<ExposureReport>): void {
  const name = path === null ? visible(endpoint) : `${shown(path)} on ${visible(endpoint)}`;
  page.blank();
  page.sentence(`${visible(severity).toUpperCase()}: ${name}`, inkOf(page, severity));
  for (const exposure of exposures) showExposure(page, exposure);
}

function showExposure(page: Page, exposure: ExposureReport): void {
  page.point(`${visible(exposure.title)} (${visible(exposure.code)}, ${wordsOf(exposure)})`);
  const facts = factsOf(exposure);
  if (exposure.advice !== '') facts.push(['to do', visible(exposure.advice)]);
  page.facts(facts);
}

function wordsOf({ severity, proof, firstSeenAt, reopened, raisedBy }: ExposureReport): string {
  const parts = [visible(severity), visible(proof), `first seen ${formatInstant(firstSeenAt)}`];
  if (reopened > 0) parts.push(`opened again ${formatCounted(reopened, 'time')}`);
  if (raisedBy.length > 0) parts.push(`raised by ${raisedBy.map(visible).join(', ')}`);
  return parts.join(', ');
}

function factsOf({ evidence }: ExposureReport): [string, string][] {
  return Object.entries(evidence).flatMap(([name, value]): [string, string][] => {
    const words = textOf(value);
    return words === '' ? [] : [[nameInWords(name), words]];
  });
}

/** Nothing to show is '': an unknown says nothing to a person. */
function textOf(value: unknown): string {
  if (typeof value === 'number') return formatCount(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return shown(value);
  return Array.isArray(value) ? value.map((part) => shown(String(part))).join('; ') : '';
}

/** 'daysSinceModified' -> 'days since modified'; cut, for a name that is a column's width. */
function nameInWords(name: string): string {
  return visible(name.slice(0, 30).replace(/([a-z])([A-Z0-9])/g, '$1 $2'))
    .toLowerCase()
    .slice(0, 30);
}

function shown(text: string): string {
  return fitTo(visible(text.slice(0, MOST_FACT_CHARS * 2)), MOST_FACT_CHARS);
}

function showClosed(page: Page, closed: readonly ExposureReport[]): void {
  if (closed.length === 0) return;
  page.heading('Closed');
  for (const { code, path, endpoint, closedAt } of closed.slice(0, MOST_CLOSED_LISTED)) {
    const where = path === null ? visible(endpoint) : `${shown(path)} on ${visible(endpoint)}`;
    const when = closedAt === null ? '' : `, ${formatInstant(closedAt)}`;
    page.point(`${visible(code)}: ${where}${when}`, page.ink.quiet);
  }
  const more = closed.length - MOST_CLOSED_LISTED;
  if (more > 0) page.point(`and ${formatCount(more)} more, all listed with --json`);
}

function inkOf({ ink }: Page, severity: string): (text: string) => string {
  if (severityRank(severity) >= severityRank('high')) return ink.bad;
  return severityRank(severity) === severityRank('medium') ? ink.warning : ink.strong;
}
