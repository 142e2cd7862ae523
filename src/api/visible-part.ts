import type { Overlap, Population, PrintReference, Report } from '../reports/report.ts';
import type { Sight } from './sight.ts';

/**
 * The part of a report that is somebody's: overlaps with their tables, and figures made of those alone. Servers are left
 * out, because rows found there may be anybody's. Null: nothing of theirs was found, and the report does not exist for them.
 */
export function visiblePart(report: Report, sight: Sight): Report | null {
  if (!sight.isLimited) return report;
  const overlaps = report.overlaps.filter(({ print }) => isSeen(print, sight));
  if (!overlaps.some(({ rows }) => rows.present + rows.household > 0)) return null;
  const { attribution: _servers, estimate, ...rest } = report;
  const hidden = namesHidden(report, sight);
  return {
    ...rest,
    comparedWith: report.comparedWith.filter((print) => isSeen(print, sight)),
    overlaps,
    population: populationOf(report, overlaps, sight),
    ...(estimate === undefined ? {} : { estimate: { ...estimate, explained: explainedBy(overlaps) } }),
    warnings: [
      ...report.warnings.filter((warning) => !hidden.some((name) => warning.includes(name))),
      ...(overlaps.length > 1 ? [COUNTED_EACH] : []),
    ],
  };
}

const COUNTED_EACH =
  'This is your part of the report: its totals count a row or a person for each of your tables that it is in.';

function isSeen({ kind, name, controller }: PrintReference, sight: Sight): boolean {
  return kind === 'table' && sight.seesTable({ name, controller });
}

/** Rows and people of several tables cannot be told apart here: they are counted for each, never more than there are. */
function populationOf(
  { suspect, population }: Report,
  overlaps: readonly Overlap[],
  sight: Sight,
): Population {
  const byController = population.byController.filter(({ controller }) =>
    sight.seesTable({ name: controller, controller }),
  );
  const sum = (figure: (overlap: Overlap) => number) =>
    overlaps.reduce((total, overlap) => total + figure(overlap), 0);
  const rowsExplained = Math.min(
    suspect.rows,
    sum(({ rows }) => rows.present),
  );
  return {
    persons: byController.reduce((total, { persons }) => total + persons, 0),
    rowsExplained,
    rowsUnexplained: suspect.rows - rowsExplained,
    byController,
    expectedByChance: sum(({ expectedByChance }) => expectedByChance),
  };
}

function explainedBy(overlaps: readonly Overlap[]): {
  share: number;
  interval: readonly [number, number];
} {
  const lows = overlaps.map(({ rows }) => rows.interval[0]);
  const highs = overlaps.map(({ rows }) => rows.interval[1]);
  const shares = overlaps.map(({ rows }) => rows.share);
  return {
    share: Math.min(1, sumOf(shares)),
    interval: [Math.max(...lows), Math.min(1, sumOf(highs))],
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function namesHidden(report: Report, sight: Sight): readonly string[] {
  const prints = report.comparedWith.filter((print) => !isSeen(print, sight));
  const endpoints = report.attribution?.endpoints ?? [];
  return [
    ...prints.map(({ name }) => name),
    ...prints.flatMap(({ controller }) => (controller === null ? [] : [controller])),
    ...endpoints.map(({ name }) => name),
  ];
}
