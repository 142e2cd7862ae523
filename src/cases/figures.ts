import { UsageError } from '../core/errors.ts';
import { type Overlap, overlapsOfOurs, type Report } from '../reports/report.ts';
import type { Figure, FigureBasis, FigureRevision } from '../store/case-records.ts';
import { ownerOf } from './report-facts.ts';

/** Figures before they become a revision. */
export type Figures = Pick<FigureRevision, 'persons' | 'rows' | 'byController' | 'basis'>;

/**
 * The numbers of a report as a notification tells them: people and records, in all and by controller. People are never
 * added up: the report counts each once. Where not all was read, a number is the least that is certain, and its interval
 * ends where every row that was not read would be another one.
 * @throws {UsageError} nothing of ours was found in it
 */
export function figuresOf(report: Report): Figures {
  if (overlapsOfOurs(report).length === 0)
    throw new UsageError('nothing of ours was found in this report: there are no numbers to take over');
  const { population } = report;
  const limits = limitsOf(report);
  const rows = rowsFigure(report, population.rowsExplained, limits);
  return {
    persons: personsFigure(population.persons, limits),
    rows,
    byController: population.byController
      .filter(({ persons }) => persons > 0)
      .map(({ controller, persons }) => ({
        controller,
        persons: personsFigure(persons, limits),
        rows: controllerRows(report, controller, rows, limits),
      })),
    basis: basisOf(report),
  };
}

/** Numbers that a person states. */
export function statedFigures(persons: number, rows: number): Figures {
  const stated = (value: number): Figure => ({
    value,
    interval: [value, value],
    method: 'stated',
    isLeast: false,
  });
  return { persons: stated(persons), rows: stated(rows), byController: [], basis: null };
}

/**
 * The part of some controllers; null where there is none. People of several may be the same: their number lies between
 * the largest part and the sum.
 */
export function figuresFor(revision: FigureRevision, controllers: readonly string[]): FigureRevision | null {
  const parts = revision.byController.filter(({ controller }) => controllers.includes(controller));
  if (parts.length === 0) return null;
  return {
    ...revision,
    persons: together(parts.map(({ persons }) => persons)),
    rows: together(parts.map(({ rows }) => rows)),
    byController: parts,
    // Chance matches are counted over all tables together.
    basis: null,
    reason: null,
  };
}

/** What several figures amount to that may count the same ones. */
function together(figures: readonly Figure[]): Figure {
  const [first] = figures;
  if (figures.length === 1) return first!;
  const low = Math.max(...figures.map(({ interval }) => interval[0]));
  const high = figures.reduce((sum, { interval }) => sum + interval[1], 0);
  const value = Math.max(...figures.map((one) => one.value));
  return { value, interval: [low, high], method: first!.method, isLeast: true };
}

interface Limits {
  readonly method: 'exact' | 'sampled';
  readonly isLeast: boolean;
  /** Rows that may hold further people. */
  readonly unread: number;
  readonly rowsHigh: number;
}

function limitsOf({ coverage, estimate, suspect, population }: Report): Limits {
  if (estimate !== undefined) {
    const rowsHigh = Math.ceil(estimate.explained.interval[1] * estimate.rowsInterval[1]);
    return { method: 'sampled', isLeast: true, unread: rowsHigh, rowsHigh };
  }
  const unread = coverage.skipped.reduce((sum, { rows }) => sum + (rows ?? 0), 0);
  const isLeast = !coverage.complete;
  return {
    method: 'exact',
    isLeast,
    unread,
    rowsHigh: Math.min(population.rowsExplained, suspect.rows) + unread,
  };
}

function personsFigure(persons: number, { method, isLeast, unread, rowsHigh }: Limits): Figure {
  const high = method === 'sampled' ? Math.max(persons, rowsHigh) : persons + unread;
  return { value: persons, interval: [persons, high], method, isLeast };
}

function rowsFigure({ estimate }: Report, rows: number, { method, isLeast, unread }: Limits): Figure {
  if (estimate === undefined) return { value: rows, interval: [rows, rows + unread], method, isLeast };
  const { explained, rowsInterval } = estimate;
  const low = Math.floor(explained.interval[0] * rowsInterval[0]);
  const high = Math.ceil(explained.interval[1] * rowsInterval[1]);
  return { value: rows, interval: [Math.min(low, rows), Math.max(high, rows)], method, isLeast: false };
}

function controllerRows(report: Report, controller: string, all: Figure, limits: Limits): Figure {
  const tables = overlapsOfOurs(report).filter(
    (overlap) => overlap.print.kind === 'table' && ownerOf(overlap) === controller,
  );
  const parts = tables.map((overlap) => tableRows(report, overlap, limits));
  if (parts.length === 0) return { ...all, value: 0, interval: [0, all.interval[1]] };
  const figure = together(parts);
  const high = Math.max(figure.value, Math.min(figure.interval[1], all.interval[1]));
  // Two tables of one controller may hold the same row; no more rows than there are.
  return { ...figure, interval: [figure.interval[0], high], isLeast: figure.isLeast && high > figure.value };
}

function tableRows({ estimate }: Report, { rows }: Overlap, { method, isLeast, unread }: Limits): Figure {
  const { present, interval } = rows;
  if (estimate === undefined)
    return { value: present, interval: [present, present + unread], method, isLeast };
  const low = Math.floor(interval[0] * estimate.rowsInterval[0]);
  const high = Math.ceil(interval[1] * estimate.rowsInterval[1]);
  return {
    value: present,
    interval: [Math.min(low, present), Math.max(high, present)],
    method,
    isLeast: false,
  };
}

function basisOf({ suspect, createdAt, coverage, population, limits, estimate }: Report): FigureBasis {
  return {
    suspect: suspect.name,
    createdAt,
    complete: coverage.complete,
    expectedByChance: population.expectedByChance,
    maxFalseShare: limits.maxFalseShare,
    level: estimate?.level ?? null,
    blocks: estimate?.blocks ?? null,
  };
}

/** The figures that stand: those taken over or stated last. */
export function standing(revisions: readonly FigureRevision[]): FigureRevision | null {
  return revisions.at(-1) ?? null;
}
