import type { FalseDiscoveryLimit } from '../../fingerprints/estimate/false-discovery.ts';
import type { EvidenceHistogram } from '../../fingerprints/estimate/mixture.ts';
import { type Conclusion, conclude } from '../../fingerprints/overlap/conclude.ts';
import { createKernelSample } from '../../fingerprints/overlap/kernel-sample.ts';
import { matchSample } from '../../fingerprints/overlap/match-sample.ts';
import {
  createHistograms,
  createRecordMatcher,
  planSection,
  type RecordMatcher,
  type SectionPlan,
} from '../../fingerprints/overlap/section-matcher.ts';
import { slotsOfSuspect } from '../../fingerprints/overlap/suspect-slots.ts';
import { countRecords } from '../../fingerprints/overlap/verdict-log.ts';
import type { ByteSource } from '../core/byte-source.ts';
import { RowprintError, throwIfCancelled, UsageError } from '../core/errors.ts';
import type { FileFormat, Stretch } from '../formats/file-format.ts';
import { sniffFormat } from '../formats/sniff-format.ts';
import type { Report } from '../reports/report.ts';
import type { CheckRequest, RunOptions } from '../reports/requests.ts';
import type { ReportWriter } from '../store/store.ts';
import { assembleReport } from './assemble-report.ts';
import type { PipelineContext } from './context.ts';
import { rowsOf } from './engine/block-matcher.ts';
import { openBlockReading } from './engine/block-reading.ts';
import { type Engine, MOST_PRINT_BYTES, openEngine, tokeniserOf } from './engine/engine.ts';
import { layMatchStart } from './engine/match-start.ts';
import { MATCH_WORKER, type MatchingParts, matchStretches } from './engine/match-stretches.ts';
import { commitBoth, type Keeper, keeperOf, withKeptPart } from './keep-suspect.ts';
import { bytesOfPrints, type LoadedPrint, loadPrints } from './load-prints.ts';
import { guessColumn } from './plan-columns.ts';
import type { StoredReport } from './stored-report.ts';
import {
  type BlockReading,
  createDigest,
  MOST_SECTIONS,
  type SuspectSurvey,
  stretchesOf,
  surveySuspect,
} from './survey-suspect.ts';
import { verdictPart } from './verdict-part.ts';

/** The file was not the same in both readings. */
export class SuspectChangedError extends RowprintError {
  readonly code = 'RP_SUSPECT_CHANGED';
}

/**
 * `check`: hold a suspect file against every known print.
 * Steps: survey (read once) -> plan (which column is which) -> match (read again) -> conclude -> report.
 * Memory: the prints and a sample of the suspect, whatever its size; matches are staged in the store.
 * @throws {UsageError} file missing, name unknown or taken, nothing known to compare with and nothing to keep
 * @throws {SuspectChangedError}
 */
export async function checkSuspect(
  context: PipelineContext,
  request: CheckRequest,
  run: RunOptions,
): Promise<Report> {
  const startedMs = context.clock.nowMs();
  if (request.keep !== undefined) await context.store.suspects.requireFreeName(request.keep);
  const engine = await engineFor(context, request);
  const prints = await loadPrints(context.store, request.against, engine?.arena ?? null);
  requirePurpose(prints, request);
  const source = await context.openFile(request.file);
  const format = await formatOf(source, context.formats);
  const blocks = engine === null ? null : openBlockReading(engine);
  const survey = await surveySuspect(
    source,
    format,
    context.extractLimits,
    run.signal,
    run.onProgress,
    blocks,
  );
  const guesses = survey.sections.map(({ sample, filled }, section) =>
    filled.map((_, column) =>
      guessColumn(
        survey.facts.sections[section]?.headers[column] ?? null,
        column,
        sample.slice(0, GUESSED_ROWS),
        context.readingDefaults,
      ),
    ),
  );
  const tokeniser = engine === null ? context.tokeniser : tokeniserOf(engine, context.tokeniser);
  const matcher = engine === null ? matchSample : createKernelSample(engine.kernel, engine.arena);
  const plans = survey.sections.map(({ sample }, section) =>
    planSection(
      prints.map(({ print }) => print),
      slotsOfSuspect(guesses[section]!),
      sample,
      tokeniser,
      matcher,
    ),
  );
  const keeper = request.keep === undefined ? null : keeperOf(context, request.keep, survey, guesses);
  const writer = await context.store.beginReport();
  try {
    const matching = { context, engine, blocks, source, format, survey, prints, plans, writer, keeper, run };
    const histograms = await matchRows(matching);
    const conclusion = await concludeRun(matching, histograms, limitOf(context, request));
    const assembled = assembleReport({
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
    const report = keeper === null ? assembled : withKeptPart(assembled, keeper);
    const stored: StoredReport = { report, engine: { plans, rules: conclusion.rules } };
    throwIfCancelled(run.signal);
    await commitBoth(context.store, survey, keeper, writer, stored, run.signal);
    return report;
  } finally {
    await writer.abort();
  }
}

/** Rows from which fields are recognised: more do not make it any surer. */
const GUESSED_ROWS = 2_000;
const STRICT_FALSE_ROWS = 0.5;

/** The engine of this run; null where there is none, or the prints do not fit in its memory. */
async function engineFor({ engine, store }: PipelineContext, request: CheckRequest): Promise<Engine | null> {
  if (engine === null) return null;
  const bytes = await bytesOfPrints(store, request.against);
  return bytes > (engine.mostPrintBytes ?? MOST_PRINT_BYTES) ? null : openEngine(engine);
}

function limitOf({ falseDiscovery }: PipelineContext, { strict }: CheckRequest): FalseDiscoveryLimit {
  return strict === true ? { ...falseDiscovery, maxFalseRows: STRICT_FALSE_ROWS } : falseDiscovery;
}

/** A check that compares with nothing would end like one that found nothing. */
function requirePurpose(prints: readonly LoadedPrint[], { keep }: CheckRequest): void {
  if (prints.length === 0 && keep === undefined)
    throw new UsageError(
      'there is nothing to compare with: add a table with `rowprint table add NAME SOURCE`, or keep the suspect with --keep',
    );
}

interface Matching {
  readonly context: PipelineContext;
  readonly engine: Engine | null;
  readonly blocks: BlockReading | null;
  readonly source: ByteSource;
  readonly format: FileFormat;
  readonly survey: SuspectSurvey;
  readonly prints: readonly LoadedPrint[];
  readonly plans: readonly SectionPlan[];
  readonly writer: ReportWriter;
  readonly keeper: Keeper | null;
  readonly run: RunOptions;
}

const HEAD_BYTES = 4096;

async function formatOf(source: ByteSource, formats: readonly FileFormat[]): Promise<FileFormat> {
  let head = new Uint8Array(0);
  for await (const chunk of source.stream()) {
    head = new Uint8Array([...head, ...chunk.subarray(0, HEAD_BYTES - head.length)]);
    if (head.length >= HEAD_BYTES) break;
  }
  const format = sniffFormat(head, formats);
  if (format === null)
    throw new UsageError(
      `${source.name} is of no format that Rowprint reads yet (it reads ${formats.map(({ id }) => id).join(', ')})`,
    );
  return format;
}

async function matchRows(matching: Matching): Promise<EvidenceHistogram[]> {
  const { context, survey, prints, plans, writer, run, blocks } = matching;
  const histograms = createHistograms(prints.map(({ print }) => print));
  const digest = createDigest(matching.source);
  const file = await matching.format.open(digest.source, context.extractLimits, run.signal);
  const stretches = known(stretchesOf(file, blocks, run.signal), matching);
  let rows = 0;
  for await (const matched of matchStretches(stretches, matchingParts(matching))) {
    for (const [print, records] of matched.records.entries()) {
      if (records.length === 0) continue;
      const { comparisons } = plans[matched.section]!.correspondences[print]!;
      countRecords(histograms[print]!, records, comparisons.length);
      await writer.write(verdictPart(matched.section, print), new Uint8Array(records.buffer));
    }
    rows += matched.rows;
    run.onProgress({
      step: 'matching',
      rowsDone: rows,
      bytesDone: file.bytesRead(),
      rowsTotal: survey.rows,
      bytesTotal: matching.source.bytes,
    });
    throwIfCancelled(run.signal);
  }
  if (rows !== survey.rows - rowsOfSectionsBeyond(survey) || (await digest.finish()).sha256 !== survey.sha256)
    throw changed(matching);
  return histograms;
}

function rowsOfSectionsBeyond({ rows, sections }: SuspectSurvey): number {
  return rows - sections.reduce((sum, section) => sum + section.rows, 0);
}

/** The stretches of the sections that were surveyed. @throws {SuspectChangedError} any other, or of another width */
async function* known(stretches: AsyncIterable<Stretch>, matching: Matching): AsyncGenerator<Stretch> {
  const { plans, survey, blocks } = matching;
  for await (const stretch of stretches) {
    if (stretch.kind === 'rows') {
      const rows = stretch.rows.filter(({ section }) => section < MOST_SECTIONS);
      if (rows.some(({ section }) => plans[section] === undefined)) throw changed(matching);
      yield { kind: 'rows', rows };
    } else if (stretch.block.section >= MOST_SECTIONS) {
      blocks!.lender.takeBack(stretch.block.place);
    } else {
      const { section, width } = stretch.block;
      if (plans[section] === undefined || width !== survey.facts.sections[section]!.columnCount)
        throw changed(matching);
      yield stretch;
    }
  }
}

function matchingParts(matching: Matching): MatchingParts {
  const { context, engine, blocks, survey, plans, keeper, run } = matching;
  const prints = matching.prints.map(({ print }) => print);
  const matchers = new Map<number, RecordMatcher>();
  const threads = engine?.threads ?? 0;
  return {
    start: () =>
      layMatchStart(
        engine!,
        prints,
        plans,
        survey.facts.sections.map(({ columnCount }) => columnCount),
        Math.max(1, threads),
      ),
    threads,
    workerUrl: engine?.workerUrl ?? MATCH_WORKER,
    lender: blocks?.lender ?? null,
    rowsMatcher(section) {
      const matcher =
        matchers.get(section) ?? createRecordMatcher(prints, plans[section]!, context.tokeniser);
      matchers.set(section, matcher);
      return matcher;
    },
    signal: run.signal,
    onStretch: keeper === null ? () => {} : (stretch) => keep(keeper, stretch, engine),
  };
}

/** Fingerprint what is kept, as text: the other way is for tables. */
function keep({ section, builder }: Keeper, stretch: Stretch, engine: Engine | null): void {
  const rows = stretch.kind === 'rows' ? stretch.rows : rowsOf(engine!.kernel, stretch.block);
  for (const row of rows) if (row.section === section) builder.addRow(row.cells);
}

function changed({ source }: Matching): SuspectChangedError {
  return new SuspectChangedError(
    `${source.name} changed while it was being read: copy it first and check the copy`,
  );
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
