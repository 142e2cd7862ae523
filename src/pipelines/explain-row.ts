import { judge } from '../../fingerprints/estimate/false-discovery.ts';
import { thresholdBits } from '../../fingerprints/estimate/threshold.ts';
import { OUTCOMES } from '../../fingerprints/overlap/comparison.ts';
import { explainOutcomes } from '../../fingerprints/overlap/explain-outcomes.ts';
import { type LoggedMatch, unpackVerdicts, wholeRecords } from '../../fingerprints/overlap/verdict-log.ts';
import { UsageError } from '../core/errors.ts';
import type { ColumnEvidence, Explanation } from '../reports/explanation.ts';
import type { ReportRecord, Store } from '../store/store.ts';
import { readPrint, type StoredPrintMeta } from './load-prints.ts';
import type { StoredReport } from './stored-report.ts';
import { verdictPart } from './verdict-part.ts';

/**
 * Why a row of a suspect was found in a print, or not: column by column in bits, from what was remembered of the
 * match and from the print. Nothing of the suspect is needed, no cell is shown.
 * @throws {UsageError} no such report, row or print; the print was erased since
 */
export async function explainRow(
  store: Store,
  reportId: string,
  row: number,
  against: string | undefined,
): Promise<Explanation> {
  const record = await store.reports.get(reportId);
  const stored = record.report as StoredReport;
  const { report, engine } = stored;
  if (row < 1 || row > report.suspect.rows)
    throw new UsageError(`${report.suspect.name} has rows 1 to ${report.suspect.rows}, not ${row}`);
  if (engine.plans.length === 0)
    throw new UsageError(`${report.id} is an estimate: rows are explained once the whole file is checked`);
  const section = sectionOf(stored, row);
  const wanted = printsAsked(stored, against);
  const found = await Promise.all(
    wanted.map(async (print) => ({
      print,
      match: await findMatch(store, record, stored, section, print, row),
    })),
  );
  const best = found.sort((a, b) => strength(b.match) - strength(a.match))[0];
  if (best === undefined)
    throw new UsageError(`${report.id} was compared with no print: there is nothing to explain`);
  const reference = report.comparedWith[best.print]!;
  const rule = engine.rules[best.print]!;
  const base = {
    schema: 'rowprint.explanation/1' as const,
    report: report.id,
    suspect: report.suspect.name,
    row,
    print: { id: reference.id, name: reference.name, kind: reference.kind },
  };
  const { match } = best;
  if (match === null) {
    const names = wanted.map((print) => `'${report.comparedWith[print]!.name}'`).join(' or ');
    const notes = [`no record of ${names} shares an identifying value with this row`];
    return { ...base, verdict: 'absent', printRow: null, bits: 0, thresholdBits: null, columns: [], notes };
  }
  const print = await printOf(store, reference.id, reference.name);
  const threshold = thresholdBits(rule, print.meta.persons);
  const plan = engine.plans[section]!;
  const { comparisons } = plan.correspondences[best.print]!;
  const explained = explainOutcomes(print, comparisons, match.printRow, match.outcomes);
  return {
    ...base,
    verdict: judge(match.sameBits, match.relativeBits, rule),
    printRow: match.printRow + 1,
    bits: explained.stranger,
    thresholdBits: Number.isFinite(threshold) ? threshold : null,
    columns: comparisons.flatMap((comparison, at): ColumnEvidence[] => {
      const column = print.meta.columns[comparison.column]!;
      const [index] = plan.slots[comparison.slot]!.columns;
      return [
        {
          index: index!,
          header: headerOf(stored, section, index!),
          column: column.name ?? (column.isDerived ? 'full name' : `column ${column.source + 1}`),
          field: column.reading.field,
          outcome: OUTCOMES[match.outcomes[at]!]!,
          bits: explained.bits[at]!,
        },
      ];
    }),
    notes: notesOn(match, explained.relative),
  };
}

function sectionOf({ report }: StoredReport, row: number): number {
  const sections = report.suspect.sections ?? [];
  const at = sections.findLastIndex(({ firstRow }) => firstRow <= row);
  return Math.max(0, at);
}

function headerOf({ report }: StoredReport, section: number, index: number): string | null {
  const columns = report.suspect.sections?.[section]?.columns ?? report.suspect.columns;
  return columns[index]?.header ?? null;
}

function printsAsked({ report }: StoredReport, against: string | undefined): number[] {
  const all = report.comparedWith.map((_, at) => at);
  if (against === undefined) return all;
  const named = all.filter((at) => report.comparedWith[at]!.name === against);
  if (named.length === 0)
    throw new UsageError(
      `${report.id} was not compared with '${against}'; it was with ${report.comparedWith.map(({ name }) => name).join(', ')}`,
    );
  return named;
}

async function findMatch(
  store: Store,
  record: ReportRecord,
  { engine }: StoredReport,
  section: number,
  print: number,
  row: number,
): Promise<LoggedMatch | null> {
  const part = verdictPart(section, print);
  if (record.parts[part] === undefined) return null;
  const comparisons = engine.plans[section]!.correspondences[print]!.comparisons.length;
  for await (const chunk of wholeRecords(store.reports.read(record.id, part), comparisons))
    for (const match of unpackVerdicts(chunk, comparisons)) if (match.row === row) return match;
  return null;
}

function strength(match: LoggedMatch | null): number {
  return match === null ? Number.NEGATIVE_INFINITY : match.sameBits;
}

async function printOf(
  store: Store,
  id: string,
  name: string,
): Promise<Awaited<ReturnType<typeof readPrint>>> {
  const [record] = await store.prints.list({ ids: [id] });
  if (record === undefined)
    throw new UsageError(`the print of '${name}' was erased since this report: check the file again`);
  return readPrint(store, record, (record.meta as StoredPrintMeta).print);
}

/** Below this the row fits relatives of the person nearly as well. */
const CLEAR_OF_RELATIVES_BITS = 4;

function notesOn(match: LoggedMatch, relativeBits: number): string[] {
  const crowd = `against all people of the print together the row stands at ${match.sameBits.toFixed(1)} bits`;
  const kin =
    relativeBits < CLEAR_OF_RELATIVES_BITS
      ? [
          `against a relative of the same household only ${relativeBits.toFixed(1)} bits speak for this person: what agrees is what households share`,
        ]
      : [
          `${relativeBits.toFixed(1)} bits speak for this person rather than a relative of the same household`,
        ];
  return [crowd, ...kin];
}
