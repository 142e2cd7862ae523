import type { FalseDiscoveryLimit, PresenceRule } from '../../fingerprints/estimate/false-discovery.ts';
import { thresholdBits } from '../../fingerprints/estimate/threshold.ts';
import type { FieldGuess } from '../../fingerprints/fields/field.ts';
import type { Conclusion } from '../../fingerprints/overlap/conclude.ts';
import type { SectionPlan } from '../../fingerprints/overlap/section-matcher.ts';
import { comparedColumns, MOST_COMPARED_COLUMNS } from '../../fingerprints/overlap/suspect-slots.ts';
import type { PrintColumn } from '../../fingerprints/print/print.ts';
import type { Coverage } from '../core/row.ts';
import { formatCount } from '../core/units.ts';
import type { Attribution } from '../reports/attribution.ts';
import type { ColumnOverlap, Overlap, Report, SuspectColumn, SuspectSection } from '../reports/report.ts';
import type { LoadedPrint } from './load-prints.ts';
import type { SuspectSurvey } from './survey-suspect.ts';

/** Everything a report is made of. */
export interface ReportParts {
  readonly id: string;
  readonly createdAt: string;
  readonly elapsedMs: number;
  readonly survey: SuspectSurvey;
  /** By section and column, best first. */
  readonly guesses: readonly (readonly (readonly FieldGuess[])[])[];
  readonly prints: readonly LoadedPrint[];
  readonly plans: readonly SectionPlan[];
  readonly conclusion: Conclusion;
  readonly limit: FalseDiscoveryLimit;
  /** By print, where they were described already. */
  readonly overlaps?: readonly Overlap[];
  /** Overlaps with endpoints, each the union of its files. */
  readonly endpoints?: readonly Overlap[];
  readonly attribution?: Attribution | null;
}

/** Put the report together: counts only, no cell. */
export function assembleReport(parts: ReportParts): Report {
  const { survey, prints, conclusion } = parts;
  const sections = survey.sections.map((_, section) => describeSection(parts, section));
  const overlaps = parts.overlaps ?? prints.map((_, at) => describeOverlap(parts, at));
  const { encoding, dialect, format } = survey.facts;
  return {
    schema: 'rowprint.report/1',
    id: parts.id,
    createdAt: parts.createdAt,
    suspect: {
      name: survey.name,
      sha256: survey.sha256,
      bytes: survey.bytes,
      format,
      encoding,
      dialect,
      rows: survey.rows,
      columns: sections[0]?.columns ?? [],
      ...(sections.length > 1 ? { sections } : {}),
    },
    coverage: coverageOf(parts),
    comparedWith: prints.map(({ reference }) => reference),
    overlaps: [...(parts.endpoints ?? []), ...overlaps].sort(
      (a, b) => b.rows.present - a.rows.present || a.print.name.localeCompare(b.print.name),
    ),
    population: {
      persons: conclusion.persons,
      rowsExplained: conclusion.rowsExplained,
      rowsUnexplained: survey.rows - conclusion.rowsExplained,
      byController: conclusion.byController
        .map(({ controller, persons }) => ({ controller: controller ?? '', persons }))
        .filter(({ persons }) => persons > 0)
        .sort((a, b) => b.persons - a.persons || a.controller.localeCompare(b.controller)),
      expectedByChance: prints.reduce(
        (sum, { kind }, at) => sum + (kind === 'suspect' ? 0 : conclusion.rules[at]!.expectedByChance),
        0,
      ),
    },
    ...(parts.attribution ? { attribution: parts.attribution } : {}),
    limits: { maxFalseShare: parts.limit.maxFalseShare },
    warnings: [
      ...new Set(prints.flatMap((print, at) => [...print.warnings, ...kinWarning(print, conclusion, at)])),
    ],
    elapsedMs: parts.elapsedMs,
  };
}

function describeSection({ survey, guesses, plans, prints }: ReportParts, section: number): SuspectSection {
  const { rows, filled } = survey.sections[section]!;
  const facts = survey.facts.sections[section];
  const columns = filled.map((count, index): SuspectColumn => {
    const learned = learnedField(plans[section]!, prints, index);
    return {
      index,
      header: facts?.headers[index] ?? null,
      field: count === 0 ? null : (learned ?? guesses[section]![index]![0]!.reading.field),
      filled: rows === 0 ? 0 : count / rows,
    };
  });
  return { index: section, firstRow: facts?.firstRow ?? 1, rows, columns };
}

/** What a column turned out to be where it agrees with a print's column; better than its looks. */
function learnedField(plan: SectionPlan, prints: readonly LoadedPrint[], index: number): string | null {
  for (const [at, { comparisons, anchors }] of plan.correspondences.entries()) {
    if (anchors === 0) continue;
    const found = comparisons.find(({ slot }) => plan.slots[slot]!.columns.includes(index));
    if (found !== undefined) return prints[at]!.print.meta.columns[found.column]!.reading.field;
  }
  return null;
}

/** What a file and one of the prints have of each other. */
export function describeOverlap(
  { survey, prints, plans, conclusion }: Pick<ReportParts, 'survey' | 'prints' | 'plans' | 'conclusion'>,
  at: number,
): Overlap {
  const { print, reference } = prints[at]!;
  const tally = conclusion.tallies[at]!;
  const share = survey.rows === 0 ? 0 : tally.presentRows / survey.rows;
  const found = tally.foundRows.count();
  return {
    print: reference,
    rows: {
      total: survey.rows,
      present: tally.presentRows,
      household: tally.householdRows,
      share,
      interval: [share, share],
      method: 'exact',
    },
    reverse: {
      total: print.meta.rows,
      present: found,
      share: print.meta.rows === 0 ? 0 : found / print.meta.rows,
    },
    persons: tally.foundPersons.count(),
    expectedByChance: conclusion.rules[at]!.expectedByChance,
    ...thresholdOf(conclusion.rules[at]!, print.meta.persons),
    columns: plans.flatMap((plan, section) =>
      plan.correspondences[at]!.comparisons.flatMap((comparison, place): ColumnOverlap[] => {
        const { compared, agreeing } = tally.columns[section]![place]!;
        if (compared === 0) return [];
        const column = print.meta.columns[comparison.column]!;
        const headers = survey.facts.sections[section]?.headers ?? [];
        return plan.slots[comparison.slot]!.columns.map((index) => ({
          index,
          header: headers[index] ?? null,
          column: printColumnName(column),
          field: column.reading.field,
          compared,
          agreeing,
        }));
      }),
    ),
  };
}

/** A column of a print as reports name it. */
export function printColumnName({ name, isDerived, source }: PrintColumn): string {
  return name ?? (isDerived ? 'full name' : `column ${source + 1}`);
}

function thresholdOf(rule: PresenceRule, persons: number): { thresholdBits?: number } {
  const bits = thresholdBits(rule, persons);
  return Number.isFinite(bits) ? { thresholdBits: bits } : {};
}

/** What was read, less the columns that were too many to compare. */
function coverageOf({ survey, guesses }: ReportParts): Coverage {
  const leftOut = guesses.flatMap((columns, section) => {
    const count = columns.length - comparedColumns(columns).length;
    const what = guesses.length > 1 ? `${count} columns of section ${section + 1}` : `${count} columns`;
    return count === 0
      ? []
      : [{ what, reason: `more than ${MOST_COMPARED_COLUMNS} columns are not compared` }];
  });
  if (leftOut.length === 0) return survey.coverage;
  return { ...survey.coverage, complete: false, skipped: [...survey.coverage.skipped, ...leftOut] };
}

/** Said where rows were found by what relatives share, and nothing in the suspect could tell them apart. */
function kinWarning(
  { reference }: LoadedPrint,
  { possibleRelatives, tallies }: Conclusion,
  at: number,
): string[] {
  const relatives = possibleRelatives[at]!;
  const { presentRows } = tallies[at]!;
  if (relatives === null || presentRows === 0) return [];
  return [
    `nothing in the file that was compared with '${reference.name}' tells a person from a relative (given name, birth date, NIR): ` +
      `about ${formatCount(Math.ceil(relatives))} of the ${formatCount(presentRows)} rows found there may be of relatives who use the same address or telephone; ` +
      'the figure of chance matches does not count them',
  ];
}
