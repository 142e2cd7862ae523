import type { PlannedColumn } from '../../fingerprints/print/building-column.ts';
import type { Print } from '../../fingerprints/print/print.ts';
import { createPrintBuilder } from '../../fingerprints/print/print-builder.ts';
import { RowprintError, throwIfCancelled, UsageError } from '../core/errors.ts';
import type { ProgressListener } from '../core/progress.ts';
import type { Row, RowBatch } from '../core/row.ts';
import type { AddTableRequest, RefreshTableRequest, RunOptions } from '../reports/requests.ts';
import type { TableReport } from '../reports/table-report.ts';
import type { NewTable, TableRecord } from '../store/store.ts';
import { pickTableSource } from '../tables/pick-table-source.ts';
import type { OpenTable } from '../tables/table-source.ts';
import type { PipelineContext } from './context.ts';
import type { MadePrint } from './made-print.ts';
import { type ColumnWishes, planTableColumns } from './plan-columns.ts';
import { describeTable, weaknessesOf } from './table-report.ts';
import { writePrint } from './write-print.ts';

/** The columns of the table do not tell people apart: matches with it would be chance. */
export class IdentifiesNobodyError extends RowprintError {
  readonly code = 'RP_IDENTIFIES_NOBODY';
}

/** Rows that are looked at before the first is fingerprinted. */
const HEAD_ROWS = 20_000;
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
    options: { ...made.wishes, forced: request.force },
  };
  const snapshotAt = new Date(context.clock.nowMs()).toISOString();
  const printId = await writePrint(
    context.store,
    { kind: 'table', snapshotAt },
    made.print,
    warnings,
    { table },
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
  const printId = await writePrint(context.store, subject, made.print, warnings, undefined, run.signal);
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

async function fingerprint(
  context: PipelineContext,
  source: string,
  wishes: ColumnWishes,
  { signal, onProgress }: RunOptions,
): Promise<MadePrint> {
  const startedMs = context.clock.nowMs();
  const table = await (await sourceFor(context, source)).open(source, context.tableOptions, signal);
  try {
    const rows = table.batches(signal)[Symbol.asyncIterator]();
    const head = await takeHead(rows);
    const plan = planTableColumns(
      table.columns,
      head.map(({ cells }) => cells),
      wishes,
      context.readingDefaults,
    );
    const print = await buildPrint(context, table, plan, head, rows, signal, onProgress);
    const fields = Object.fromEntries(
      plan.flatMap(({ name, reading }) =>
        name !== null && name in wishes.fields ? [[name, reading.field]] : [],
      ),
    );
    return {
      print,
      columns: table.columns,
      wishes: { fields, ignored: wishes.ignored, keyColumn: wishes.keyColumn },
      coverage: table.coverage(),
      startedMs,
    };
  } finally {
    await table.close();
  }
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

async function takeHead(rows: AsyncIterator<RowBatch>): Promise<Row[]> {
  const head: Row[] = [];
  while (head.length < HEAD_ROWS) {
    const next = await rows.next();
    if (next.done) break;
    for (const row of next.value) head.push(row);
  }
  return head;
}

async function buildPrint(
  context: PipelineContext,
  table: OpenTable,
  plan: readonly PlannedColumn[],
  head: readonly Row[],
  rest: AsyncIterator<RowBatch>,
  signal: AbortSignal,
  onProgress: ProgressListener,
): Promise<Print> {
  const builder = createPrintBuilder(plan, context.tokeniser, context.keyId);
  const tell = (step: string): void =>
    onProgress({
      step,
      rowsDone: builder.rowCount(),
      bytesDone: table.bytesRead(),
      rowsTotal: table.expectedRows,
      bytesTotal: table.totalBytes,
    });
  for (let at = 0; at < head.length; at++) {
    builder.addRow(head[at]!.cells);
    if (at % 1_000 === 999) {
      tell('fingerprinting');
      throwIfCancelled(signal);
    }
  }
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    for (const row of next.value) builder.addRow(row.cells);
    tell('fingerprinting');
    throwIfCancelled(signal);
  }
  tell('indexing');
  return builder.build();
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
