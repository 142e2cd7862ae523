import { randomBytes } from 'node:crypto';
import type { FieldId } from '../../fingerprints/fields/field.ts';
import type { Print } from '../../fingerprints/print/print.ts';
import { RowprintError, UsageError } from '../core/errors.ts';
import type { Stretch } from '../formats/file-format.ts';
import type { AddTableRequest, RefreshTableRequest, RunOptions } from '../reports/requests.ts';
import type { TableReport } from '../reports/table-report.ts';
import type { MadeByRun } from '../store/publication.ts';
import type { NewTable, TableRecord } from '../store/store.ts';
import { pickTableSource } from '../tables/pick-table-source.ts';
import type { OpenTable } from '../tables/table-source.ts';
import { buildPrint, openTableReading, type TableReading } from './build-print.ts';
import type { PipelineContext } from './context.ts';
import type { MadePrint } from './made-print.ts';
import { type ColumnWishes, planTableColumns } from './plan-columns.ts';
import { collecting, KeyCollector } from './primary-keys/key-collector.ts';
import { KEYS_PART, KEYS_PURPOSE, SALT_BYTES, sealKeys } from './primary-keys/sealed-keys.ts';
import { stretchesOf } from './survey-suspect.ts';
import { type TableHead, takeHead } from './table-head.ts';
import { describeTable, weaknessesOf } from './table-report.ts';
import { type SealedPart, writePrint } from './write-print.ts';

/** The columns of the table do not tell people apart: matches with it would be chance. */
export class IdentifiesNobodyError extends RowprintError {
  readonly code = 'RP_IDENTIFIES_NOBODY';
}

/** Below this share of recognisable rows a table is refused. */
const LEAST_RECOGNISABLE = 0.1;

/**
 * `table add`: read a table once, fingerprint it and register it. An interrupted run leaves nothing.
 * @throws {UsageError} name taken, unknown column, field or source @throws {IdentifiesNobodyError} unless forced
 */
export async function addTable(
  context: PipelineContext,
  request: AddTableRequest,
  storedSource: string,
  run: RunOptions,
): Promise<TableReport> {
  await context.store.tables.requireFreeName(request.name);
  const wishes = {
    fields: request.fields,
    ignored: request.ignoredColumns,
    keyColumn: request.keyColumn ?? null,
  };
  const made = await fingerprint(context, request.source, wishes, run);
  const warnings = acceptOrRefuse(made.print, request.name, request.force);
  const table: NewTable = {
    name: request.name,
    controller: request.controller ?? null,
    source: storedSource,
    options: {
      ...made.wishes,
      forced: request.force,
      ...(request.declaredColumns === undefined ? {} : { declared: request.declaredColumns }),
    },
  };
  const snapshotAt = new Date(context.clock.nowMs()).toISOString();
  const printId = await writePrint(
    context.store,
    { kind: 'table', snapshotAt },
    { print: made.print, warnings, ...sealedKeys(context, made.keys) },
    { first: { table }, ...madeBy(run, table.name) },
    run.signal,
  );
  return describeTable({ ...made, table, printId, snapshotAt, warnings, nowMs: context.clock.nowMs() });
}

/**
 * `table refresh`: read a registered table again and keep the print as a new snapshot; the old ones stay.
 * @throws as addTable
 */
export async function refreshTable(
  context: PipelineContext,
  request: RefreshTableRequest,
  storedSource: string | null,
  run: RunOptions,
): Promise<TableReport> {
  const table = await context.store.tables.get(request.name);
  const { fields, ignored, keyColumn, forced } = table.options;
  const made = await fingerprint(
    context,
    request.source ?? table.source,
    { fields, ignored, keyColumn },
    run,
  );
  const warnings = acceptOrRefuse(made.print, table.name, forced);
  const snapshotAt = new Date(context.clock.nowMs()).toISOString();
  const subject = { kind: 'table', subjectId: table.id, snapshotAt } as const;
  const printId = await writePrint(
    context.store,
    subject,
    { print: made.print, warnings, ...sealedKeys(context, made.keys) },
    madeBy(run, table.name),
    run.signal,
  );
  if (storedSource !== null) await context.store.tables.setSource(table.name, storedSource);
  const described: TableRecord = { ...table, source: storedSource ?? table.source };
  return describeTable({
    ...made,
    table: described,
    printId,
    snapshotAt,
    warnings,
    nowMs: context.clock.nowMs(),
  });
}

/** What a run of the queue is told with the snapshot. */
function madeBy({ hold }: RunOptions, table: string): { readonly made?: MadeByRun } {
  return hold === undefined ? {} : { made: { hold, result: { table } } };
}

async function fingerprint(
  context: PipelineContext,
  source: string,
  wishes: ColumnWishes,
  run: RunOptions,
): Promise<MadePrint> {
  const startedMs = context.clock.nowMs();
  const table = await (await sourceFor(context, source)).open(source, context.tableOptions, run.signal);
  try {
    const reading = openTableReading(context, table, run.signal);
    try {
      const { print, fields, keys } = await readTable(context, table, wishes, reading, run);
      return {
        print,
        columns: table.columns,
        wishes: { fields, ignored: wishes.ignored, keyColumn: wishes.keyColumn },
        keys,
        coverage: table.coverage(),
        startedMs,
      };
    } finally {
      await reading?.threads.close();
    }
  } finally {
    await table.close();
  }
}

/** Look at the head of a table, then fingerprint it. Gives the fields that the user wished for, by column. */
async function readTable(
  context: PipelineContext,
  table: OpenTable,
  wishes: ColumnWishes,
  reading: TableReading | null,
  run: RunOptions,
): Promise<{
  readonly print: Print;
  readonly fields: Readonly<Record<string, FieldId>>;
  readonly keys: KeyCollector | null;
}> {
  const stretches = stretchesOf(table, reading, run.signal);
  try {
    const head = await takeHead(stretches, reading);
    const plan = planTableColumns(table.columns, head.sample, wishes, context.readingDefaults);
    const keys = collectorOf(context, table, wishes);
    const rows = headFirst(head, stretches);
    const memory = (): Uint8Array => reading!.scanner.memory();
    const read = keys === null ? rows : collecting(rows, keys, memory);
    const print = await buildPrint(context, table, plan, read, reading, run);
    const fields = plan.flatMap(({ name, reading: { field } }) =>
      name !== null && name in wishes.fields ? [[name, field] as const] : [],
    );
    return { print, fields: Object.fromEntries(fields), keys };
  } finally {
    await stretches.return(undefined);
  }
}

/** What takes the primary keys down; null where the user named none, or nothing could encrypt them. */
function collectorOf(
  { keyRing }: PipelineContext,
  { columns }: OpenTable,
  { keyColumn }: ColumnWishes,
): KeyCollector | null {
  if (keyColumn === null || keyRing === undefined) return null;
  return new KeyCollector(columns.findIndex(({ name }) => name === keyColumn));
}

/** The primary keys as they are kept: sealed under a subkey of their own. */
function sealedKeys(
  { keyRing }: PipelineContext,
  keys: KeyCollector | null,
): { readonly sealed?: SealedPart } {
  if (keys === null || keyRing === undefined) return {};
  const subkey = keyRing.subkey(KEYS_PURPOSE);
  const name = KEYS_PART;
  return {
    sealed: {
      name,
      chunks: (printId) => sealKeys(keys.blocks(), keys.rows, randomBytes(SALT_BYTES), { subkey, printId }),
    },
  };
}

async function sourceFor(
  { tableSources, openFile }: PipelineContext,
  source: string,
): Promise<PipelineContext['tableSources'][number]> {
  const isKnown = tableSources.some((one) => one.accepts(source));
  // A missing file or a folder says so itself: that is nearer to the mistake.
  if (!isKnown && !source.includes('://')) await openFile(source);
  return pickTableSource(source, tableSources);
}

async function* headFirst(head: TableHead, rest: AsyncIterable<Stretch>): AsyncGenerator<Stretch> {
  yield* head.stretches;
  yield* rest;
}

function acceptOrRefuse(print: Print, name: string, isForced: boolean): readonly string[] {
  if (print.meta.rows === 0)
    throw new UsageError(`the table of '${name}' has no rows: there is nothing to fingerprint`);
  if (print.meta.recognisableShare < LEAST_RECOGNISABLE && !isForced)
    throw new IdentifiesNobodyError(
      `the columns of '${name}' identify nobody: ${Math.round(print.meta.recognisableShare * 100)} % of its rows would be ` +
        'recognised in a leak; add columns that tell people apart, set their fields with --field, or accept it with --force',
    );
  return weaknessesOf(print, name);
}
