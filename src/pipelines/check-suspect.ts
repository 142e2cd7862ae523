import type { FalseDiscoveryLimit } from '../../fingerprints/estimate/false-discovery.ts';
import type { EvidenceHistogram } from '../../fingerprints/estimate/mixture.ts';
import type { FieldGuess } from '../../fingerprints/fields/field.ts';
import { type Conclusion, conclude } from '../../fingerprints/overlap/conclude.ts';
import {
  createHistograms,
  createSectionMatcher,
  planSection,
  type SectionMatcher,
  type SectionPlan,
} from '../../fingerprints/overlap/section-matcher.ts';
import { slotsOfSuspect } from '../../fingerprints/overlap/suspect-slots.ts';
import { createPrintBuilder, type PrintBuilder } from '../../fingerprints/print/print-builder.ts';
import type { ByteSource } from '../core/byte-source.ts';
import { RowprintError, throwIfCancelled, UsageError } from '../core/errors.ts';
import type { FileFormat } from '../formats/file-format.ts';
import type { Report } from '../reports/report.ts';
import type { CheckRequest, RunOptions } from '../reports/requests.ts';
import type { ReportWriter } from '../store/store.ts';
import { assembleReport } from './assemble-report.ts';
import type { PipelineContext } from './context.ts';
import { type LoadedPrint, loadPrints } from './load-prints.ts';
import { guessColumn } from './plan-columns.ts';
import type { StoredReport } from './stored-report.ts';
import { type SuspectSurvey, surveySuspect } from './survey-suspect.ts';
import { verdictPart } from './verdict-part.ts';
import { writePrint } from './write-print.ts';

/** The file was not the same in both readings. */
export class SuspectChangedError extends RowprintError {
  readonly code = 'RP_SUSPECT_CHANGED';
}

/**
 * `check`: hold a suspect file against every known print.
 * Steps: survey (read once) -> plan (which column is which) -> match (read again) -> conclude -> report.
 * Memory: the prints and a sample of the suspect, whatever its size; matches are staged in the store.
 * @throws {UsageError} file missing, name unknown or taken @throws {SuspectChangedError}
 */
export async function checkSuspect(
  context: PipelineContext,
  request: CheckRequest,
  run: RunOptions,
): Promise<Report> {
  const startedMs = context.clock.nowMs();
  if (request.keep !== undefined) await context.store.suspects.requireFreeName(request.keep);
  const prints = await loadPrints(context.store, request.against);
  const source = await context.openFile(request.file);
  const format = await formatOf(source, context.formats);
  const survey = await surveySuspect(source, format, context.extractLimits, run.signal, run.onProgress);
  const guesses = survey.sections.map(({ sample, filled }, section) =>
    filled.map((_, column) =>
      guessColumn(
        survey.facts.sections[section]?.headers[column] ?? null,
        column,
        sample,
        context.readingDefaults,
      ),
    ),
  );
  const plans = survey.sections.map(({ sample }, section) =>
    planSection(
      prints.map(({ print }) => print),
      slotsOfSuspect(guesses[section]!),
      sample,
      context.tokeniser,
    ),
  );
  const keeper = request.keep === undefined ? null : keeperOf(context, guesses);
  const writer = await context.store.beginReport();
  try {
    const matching = { context, source, format, survey, prints, plans, writer, keeper, run };
    const histograms = await matchRows(matching);
    const conclusion = await concludeRun(matching, histograms, limitOf(context, request));
    const report = assembleReport({
      id: writer.id,
      survey,
      guesses,
      prints,
      plans,
      conclusion,
      limit: limitOf(context, request),
      createdAt: new Date(startedMs).toISOString(),
      elapsedMs: context.clock.nowMs() - startedMs,
    });
    if (keeper !== null) await keep(context, request.keep!, survey, keeper, startedMs, run.signal);
    const stored: StoredReport = { report, engine: { plans, rules: conclusion.rules } };
    await writer.commit(stored);
    return report;
  } finally {
    await writer.abort();
  }
}

const STRICT_FALSE_ROWS = 0.5;

function limitOf({ falseDiscovery }: PipelineContext, { strict }: CheckRequest): FalseDiscoveryLimit {
  return strict === true ? { ...falseDiscovery, maxFalseRows: STRICT_FALSE_ROWS } : falseDiscovery;
}

interface Matching {
  readonly context: PipelineContext;
  readonly source: ByteSource;
  readonly format: FileFormat;
  readonly survey: SuspectSurvey;
  readonly prints: readonly LoadedPrint[];
  readonly plans: readonly SectionPlan[];
  readonly writer: ReportWriter;
  readonly keeper: PrintBuilder | null;
  readonly run: RunOptions;
}

const HEAD_BYTES = 4096;

async function formatOf(source: ByteSource, formats: readonly FileFormat[]): Promise<FileFormat> {
  let head = new Uint8Array(0);
  for await (const chunk of source.stream()) {
    head = new Uint8Array([...head, ...chunk.subarray(0, HEAD_BYTES - head.length)]);
    if (head.length >= HEAD_BYTES) break;
  }
  const ranked = formats
    .map((format) => ({ format, certainty: format.sniff(head) }))
    .sort((a, b) => b.certainty - a.certainty);
  if (ranked[0] === undefined || ranked[0].certainty === 0)
    throw new UsageError(
      `${source.name} is of no format that Rowprint reads yet (it reads ${formats.map(({ id }) => id).join(', ')})`,
    );
  return ranked[0].format;
}

async function matchRows(matching: Matching): Promise<EvidenceHistogram[]> {
  const { context, survey, prints, plans, writer, keeper, run } = matching;
  const known = prints.map(({ print }) => print);
  const histograms = createHistograms(known);
  const matchers = plans.map((plan) => createSectionMatcher(known, plan, histograms, context.tokeniser));
  const file = await matching.format.open(matching.source, context.extractLimits, run.signal);
  let rows = 0;
  for await (const batch of file.batches(run.signal)) {
    for (const [section, part] of bySection(batch)) {
      if (matchers[section] === undefined) throw changed(matching);
      await store(writer, section, matchers[section].add(part));
    }
    if (keeper !== null) for (const row of batch) if (row.section === 0) keeper.addRow(row.cells);
    rows += batch.length;
    run.onProgress({
      step: 'matching',
      rowsDone: rows,
      bytesDone: file.bytesRead(),
      rowsTotal: survey.rows,
      bytesTotal: matching.source.bytes,
    });
    throwIfCancelled(run.signal);
  }
  if (rows !== survey.rows) throw changed(matching);
  for (const [section, matcher] of matchers.entries()) await store(writer, section, matcher.rest());
  return histograms;
}

function changed({ source }: Matching): SuspectChangedError {
  return new SuspectChangedError(
    `${source.name} changed while it was being read: copy it first and check the copy`,
  );
}

function bySection<T extends { readonly section: number }>(batch: readonly T[]): [number, readonly T[]][] {
  const first = batch[0]?.section ?? 0;
  if (batch.every((row) => row.section === first)) return [[first, batch]];
  const parts = new Map<number, T[]>();
  for (const row of batch) parts.set(row.section, [...(parts.get(row.section) ?? []), row]);
  return [...parts];
}

async function store(
  writer: ReportWriter,
  section: number,
  chunks: ReturnType<SectionMatcher['add']>,
): Promise<void> {
  for (const { print, bytes } of chunks) await writer.write(verdictPart(section, print), bytes);
}

async function concludeRun(
  { context, survey, prints, plans, writer }: Matching,
  histograms: readonly EvidenceHistogram[],
  limit: FalseDiscoveryLimit,
): Promise<Conclusion> {
  return conclude({
    compared: prints,
    plans,
    histograms,
    rows: survey.rows,
    limit,
    verdicts: { chunks: (section, print) => writer.readBack(verdictPart(section, print)) },
    tokeniser: context.tokeniser,
  });
}

function keeperOf(
  context: PipelineContext,
  guesses: readonly (readonly (readonly FieldGuess[])[])[],
): PrintBuilder {
  const columns = (guesses[0] ?? []).map((tried, source) => ({
    source,
    name: null,
    reading: tried[0]!.reading,
    role: tried[0]!.role,
    isKey: false,
  }));
  return createPrintBuilder(columns, context.tokeniser, context.keyId);
}

async function keep(
  context: PipelineContext,
  name: string,
  { sha256 }: SuspectSurvey,
  keeper: PrintBuilder,
  startedMs: number,
  signal: AbortSignal,
): Promise<void> {
  const subject = { kind: 'suspect', snapshotAt: new Date(startedMs).toISOString() } as const;
  await writePrint(context.store, subject, keeper.build(), [], { suspect: { name, sha256 } }, signal);
}
