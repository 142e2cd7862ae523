import { judge, type PresenceRule } from '../../fingerprints/estimate/false-discovery.ts';
import { addTwinRows, type Bits, createPrintTally } from '../../fingerprints/overlap/tally.ts';
import { eachEvidence, wholeRecords } from '../../fingerprints/overlap/verdict-log.ts';
import { personOfRow } from '../../fingerprints/print/print.ts';
import { UsageError } from '../core/errors.ts';
import { csvCell } from '../reports/report-csv.ts';
import type { PrintRecord, ReportRecord, Store } from '../store/store.ts';
import type { PipelineContext } from './context.ts';
import { readPrint, type StoredPrintMeta } from './load-prints.ts';
import { KEYS_PART, KEYS_PURPOSE, openKeys } from './primary-keys/sealed-keys.ts';
import type { StoredReport } from './stored-report.ts';
import { verdictPart } from './verdict-part.ts';

/** The primary keys of the rows of a table that leaked: whom to tell (art. 34 GDPR). */
export interface AffectedKeys {
  /** The column that the keys are from. */
  readonly keyColumn: string;
  /** Rows of the table that were found, over all snapshots that were compared. */
  readonly rows: number;
  /** A CSV with one column, safe to open in a spreadsheet: its header, then each key once. */
  lines(): AsyncGenerator<string>;
}

/** Characters of CSV that are handed over at once. */
const CHUNK_CHARS = 32 * 1024;

/**
 * Find the rows of a table that are in the suspects of these reports, by the rules the reports stand on, and give their
 * primary keys. Prints are those the reports were compared with, also where the table was read again since.
 * @throws {UsageError} not compared; no keys kept; estimated only; erased since @throws {KeysUnreadableError} while read
 */
export async function affectedKeys(
  context: PipelineContext,
  table: string,
  reportIds: readonly string[],
): Promise<AffectedKeys> {
  const { store, keyRing } = context;
  const known = await store.tables.find(table);
  if (known === null) throw notCompared(table);
  const found = await foundByPrint(store, table, known.id, reportIds);
  if (keyRing === undefined || found.some(({ print }) => print.parts[KEYS_PART] === undefined))
    throw new UsageError(
      `the primary keys of '${table}' were not kept when it was compared: add the table with --key COLUMN`,
    );
  const subkey = keyRing.subkey(KEYS_PURPOSE);
  const keyColumn = known.options.keyColumn ?? 'key';
  return {
    keyColumn,
    rows: found.reduce((sum, { rows }) => sum + rows.count(), 0),
    lines: () => csvOf(store, keyColumn, found, subkey),
  };
}

interface FoundRows {
  readonly print: PrintRecord;
  readonly rows: Bits;
}

async function* csvOf(
  store: Store,
  keyColumn: string,
  found: readonly FoundRows[],
  subkey: Uint8Array,
): AsyncGenerator<string> {
  // Snapshots share most of their rows; of one print each row stands once, and is not remembered.
  const given = found.length > 1 ? new Set<string>() : null;
  let text = `${csvCell(keyColumn)}\r\n`;
  for (const { print, rows } of found) {
    const chunks = store.prints.read(print.id, KEYS_PART);
    for await (const { key } of openKeys(chunks, rows.has, { subkey, printId: print.id })) {
      if (key === '' || given?.has(key)) continue;
      given?.add(key);
      text += `${csvCell(key)}\r\n`;
      if (text.length < CHUNK_CHARS) continue;
      yield text;
      text = '';
    }
  }
  yield text;
}

/** By print of the table: its rows that are in some of the suspects. */
async function foundByPrint(
  store: Store,
  table: string,
  tableId: string,
  reportIds: readonly string[],
): Promise<readonly FoundRows[]> {
  const compared = new Map<string, { report: ReportRecord; place: number }[]>();
  for (const id of new Set(reportIds)) {
    const report = await store.reports.get(id);
    const { comparedWith, estimate } = (report.report as StoredReport).report;
    for (const [place, { kind, name, id: printId }] of comparedWith.entries()) {
      if (kind !== 'table' || name !== table) continue;
      if (estimate !== undefined) throw estimatedOnly(id);
      compared.set(printId, [...(compared.get(printId) ?? []), { report, place }]);
    }
  }
  if (compared.size === 0) throw notCompared(table);
  const prints = await store.prints.list({ ids: [...compared.keys()] });
  if (prints.length < compared.size || prints.some(({ subjectId }) => subjectId !== tableId))
    throw new UsageError(`a print of '${table}' was erased since: check the file again`);
  const found: FoundRows[] = [];
  for (const print of prints)
    found.push({ print, rows: await foundRows(store, print, compared.get(print.id)!) });
  return found;
}

async function foundRows(
  store: Store,
  record: PrintRecord,
  reports: readonly { readonly report: ReportRecord; readonly place: number }[],
): Promise<Bits> {
  const print = await readPrint(store, record, (record.meta as StoredPrintMeta).print);
  const tally = createPrintTally(print, []);
  for (const { report, place } of reports) {
    const { engine } = report.report as StoredReport;
    for (const section of engine.plans.keys())
      await eachPresentRow(store, report, section, place, (printRow) => {
        tally.foundRows.add(printRow);
        tally.foundPersons.add(personOfRow(print, printRow));
      });
  }
  addTwinRows(tally, print);
  return tally.foundRows;
}

async function eachPresentRow(
  store: Store,
  report: ReportRecord,
  section: number,
  place: number,
  visit: (printRow: number) => void,
): Promise<void> {
  const part = verdictPart(section, place);
  if (report.parts[part] === undefined) return;
  const { plans, rules } = (report.report as StoredReport).engine;
  const rule: PresenceRule = rules[place]!;
  const comparisons = plans[section]!.correspondences[place]!.comparisons.length;
  for await (const records of wholeRecords(store.reports.read(report.id, part), comparisons))
    eachEvidence(records, comparisons, (printRow, sameBits, relativeBits) => {
      if (judge(sameBits, relativeBits, rule) === 'present') visit(printRow);
    });
}

function notCompared(table: string): UsageError {
  return new UsageError(
    `no report here was compared with a table '${table}': \`rowprint table list\` shows the names`,
  );
}

function estimatedOnly(report: string): UsageError {
  return new UsageError(
    `report ${report} is an estimate, which names no rows: check the whole file, without --estimate`,
  );
}
