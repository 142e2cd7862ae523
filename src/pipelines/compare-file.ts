import type { FalseDiscoveryLimit } from '../../fingerprints/estimate/false-discovery.ts';
import type { EvidenceHistogram } from '../../fingerprints/estimate/mixture.ts';
import type { FieldGuess } from '../../fingerprints/fields/field.ts';
import { type Conclusion, conclude } from '../../fingerprints/overlap/conclude.ts';
import { createKernelSample } from '../../fingerprints/overlap/kernel-sample.ts';
import { matchSample } from '../../fingerprints/overlap/match-sample.ts';
import type { Rivals } from '../../fingerprints/overlap/rival-fits.ts';
import {
  createHistograms,
  createRecordMatcher,
  planSection,
  type RecordMatcher,
  type SectionPlan,
} from '../../fingerprints/overlap/section-matcher.ts';
import { slotsOfSuspect } from '../../fingerprints/overlap/suspect-slots.ts';
import { countRecords, wordsPerMatch } from '../../fingerprints/overlap/verdict-log.ts';
import type { ByteSource } from '../core/byte-source.ts';
import { throwIfCancelled } from '../core/errors.ts';
import type { FileFormat, Stretch } from '../formats/file-format.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { PipelineContext } from './context.ts';
import { openBlockReading } from './engine/block-reading.ts';
import { type Engine, MOST_PRINT_BYTES, openEngine, tokeniserOf } from './engine/engine.ts';
import { layMatchStart } from './engine/match-start.ts';
import {
  MATCH_WORKER,
  type MatchedStretch,
  type MatchingParts,
  matchStretches,
} from './engine/match-stretches.ts';
import { bytesOfPrints, type KnownPrint, type LoadedPrint, loadPrints } from './load-prints.ts';
import { guessColumn } from './plan-columns.ts';
import {
  type BlockReading,
  createDigest,
  MOST_SECTIONS,
  type SuspectSurvey,
  stretchesOf,
  surveySuspect,
} from './survey-suspect.ts';
import { suspectChanged } from './suspect-changed.ts';
import { verdictPart } from './verdict-part.ts';

/** Prints that files are compared with, one file after the other: loaded once. */
export interface Comparison {
  readonly context: PipelineContext;
  /** Null where there is none, or the prints do not fit in its memory. */
  readonly engine: Engine | null;
  readonly prints: readonly LoadedPrint[];
  /** Places of prints whose people are counted together: see Conclusion.groupPersons. */
  readonly groups?: readonly (readonly number[])[];
  /** Sets of prints of which a row can be from one only: see Conclusion.rivalFits. */
  readonly rivals?: readonly Rivals[];
}

/** Where matches wait until the rules are known. */
export interface VerdictSpool {
  write(part: string, bytes: Uint8Array): Promise<void>;
  readBack(part: string): AsyncIterable<Uint8Array>;
}

/** Sees what is matched, in file order, before the progress of it is told. Nothing is judged yet. */
export type MatchListener = (matched: MatchedStretch, plans: readonly SectionPlan[]) => void;

/** What comparing a file came to. */
export interface ComparedFile {
  readonly survey: SuspectSurvey;
  /** By section and column, best first. */
  readonly guesses: readonly (readonly (readonly FieldGuess[])[])[];
  /** By section. */
  readonly plans: readonly SectionPlan[];
  readonly conclusion: Conclusion;
}

/** Load what files are compared with. @throws {PrintOutdatedError} */
export async function openComparison(
  context: PipelineContext,
  known: readonly KnownPrint[],
): Promise<Comparison> {
  const most = context.engine?.mostPrintBytes ?? MOST_PRINT_BYTES;
  const engine = context.engine === null || bytesOfPrints(known) > most ? null : openEngine(context.engine);
  return { context, engine, prints: await loadPrints(context.store, known, engine?.arena ?? null) };
}

/**
 * Compare one file with the prints. Steps: survey (read once) -> plan (which column is which) -> match (read again) ->
 * conclude. Memory: the prints and a sample of the file, whatever its size; matches wait in the spool.
 * @throws {SuspectChangedError} {CancelledError} {SourceUnreadableError}
 */
export async function compareFile(
  comparison: Comparison,
  file: { readonly source: ByteSource; readonly format: FileFormat },
  spool: VerdictSpool,
  limit: FalseDiscoveryLimit,
  run: RunOptions,
  onMatched: MatchListener = () => {},
): Promise<ComparedFile> {
  const mark = comparison.engine?.arena.mark() ?? 0;
  try {
    return await compare({ ...comparison, ...file, spool, limit, run, onMatched });
  } finally {
    comparison.engine?.arena.release(mark);
  }
}

/** Rows from which fields are recognised: more do not make it any surer. */
const GUESSED_ROWS = 2_000;
/** Below this, starting threads takes longer than the file (40 ms a thread; a thread matches 40 MB/s). */
const LEAST_THREADED_BYTES = 2 * 1024 * 1024;
/**
 * Below this nothing comes by blocks: they begin behind the lines that a file is learned from. The room for them would be
 * made ready for each of a server's many small files (4 ms of 25).
 */
const LEAST_BLOCK_BYTES = 16 * 1024;

interface Comparing extends Comparison {
  readonly source: ByteSource;
  readonly format: FileFormat;
  readonly spool: VerdictSpool;
  readonly limit: FalseDiscoveryLimit;
  readonly run: RunOptions;
  readonly onMatched: MatchListener;
}

interface Matching extends Comparing {
  readonly blocks: BlockReading | null;
  readonly survey: SuspectSurvey;
  readonly plans: readonly SectionPlan[];
}

async function compare(comparing: Comparing): Promise<ComparedFile> {
  const { context, engine, source, format, run } = comparing;
  const isTiny = source.bytes !== null && source.bytes < LEAST_BLOCK_BYTES;
  const blocks = engine === null || isTiny ? null : openBlockReading(engine);
  const survey = await surveySuspect(
    source,
    format,
    context.extractLimits,
    run.signal,
    run.onProgress,
    blocks,
  );
  const guesses = guessColumns(context, survey);
  const plans = planSections(comparing, survey, guesses);
  const matching = { ...comparing, blocks, survey, plans };
  const histograms = await matchRows(matching);
  return { survey, guesses, plans, conclusion: await concludeRun(matching, histograms) };
}

function guessColumns({ readingDefaults }: PipelineContext, survey: SuspectSurvey): ComparedFile['guesses'] {
  return survey.sections.map(({ sample, filled }, section) =>
    filled.map((_, column) =>
      guessColumn(
        survey.facts.sections[section]?.headers[column] ?? null,
        column,
        sample.slice(0, GUESSED_ROWS),
        readingDefaults,
      ),
    ),
  );
}

function planSections(
  { context, engine, prints }: Comparing,
  { sections }: SuspectSurvey,
  guesses: ComparedFile['guesses'],
): SectionPlan[] {
  const tokeniser = engine === null ? context.tokeniser : tokeniserOf(engine, context.tokeniser);
  const matcher = engine === null ? matchSample : createKernelSample(engine.kernel, engine.arena);
  return sections.map(({ sample }, section) =>
    planSection(
      prints.map(({ print }) => print),
      slotsOfSuspect(guesses[section]!),
      sample,
      tokeniser,
      matcher,
    ),
  );
}

async function matchRows(matching: Matching): Promise<EvidenceHistogram[]> {
  const { context, survey, prints, plans, spool, run, blocks } = matching;
  const histograms = createHistograms(prints.map(({ print }) => print));
  const digest = createDigest(matching.source);
  const file = await matching.format.open(digest.source, context.extractLimits, run.signal);
  const stretches = known(stretchesOf(file, blocks, run.signal), matching);
  let rows = 0;
  let matches = 0;
  for await (const matched of matchStretches(stretches, matchingParts(matching))) {
    for (const [print, records] of matched.records.entries()) {
      if (records.length === 0) continue;
      const { comparisons } = plans[matched.section]!.correspondences[print]!;
      countRecords(histograms[print]!, records, comparisons.length);
      await spool.write(verdictPart(matched.section, print), new Uint8Array(records.buffer));
    }
    rows += matched.rows;
    matches += mostMatches(matched, plans);
    matching.onMatched(matched, plans);
    run.onProgress({
      step: 'matching',
      rowsDone: rows,
      bytesDone: file.bytesRead(),
      rowsTotal: survey.rows,
      bytesTotal: matching.source.bytes,
      matches,
    });
    throwIfCancelled(run.signal);
  }
  if (rows !== survey.rows - rowsOfSectionsBeyond(survey) || (await digest.finish()).sha256 !== survey.sha256)
    throw suspectChanged(matching.source);
  return histograms;
}

/**
 * Rows of a stretch that resemble one of ours: those of the print with most of them. A row is one record of each print
 * that it resembles; rows that only another print has are left out rather than looked up one by one.
 */
function mostMatches({ section, records }: MatchedStretch, plans: readonly SectionPlan[]): number {
  const counts = records.map((words, print) => {
    const { comparisons } = plans[section]!.correspondences[print]!;
    return words.length / wordsPerMatch(comparisons.length);
  });
  return Math.max(0, ...counts);
}

function rowsOfSectionsBeyond({ rows, sections }: SuspectSurvey): number {
  return rows - sections.reduce((sum, section) => sum + section.rows, 0);
}

/** The stretches of the sections that were surveyed. @throws {SuspectChangedError} any other, or of another width */
async function* known(stretches: AsyncIterable<Stretch>, matching: Matching): AsyncGenerator<Stretch> {
  const { plans, survey, blocks, source } = matching;
  for await (const stretch of stretches) {
    if (stretch.kind === 'rows') {
      const rows = stretch.rows.filter(({ section }) => section < MOST_SECTIONS);
      if (rows.some(({ section }) => plans[section] === undefined)) throw suspectChanged(source);
      yield { kind: 'rows', rows };
    } else if (stretch.block.section >= MOST_SECTIONS) {
      blocks!.lender.takeBack(stretch.block.place);
    } else {
      const { section, width } = stretch.block;
      if (plans[section] === undefined || width !== survey.facts.sections[section]!.columnCount)
        throw suspectChanged(source);
      yield stretch;
    }
  }
}

function matchingParts(matching: Matching): MatchingParts {
  const { context, engine, blocks, survey, plans, run } = matching;
  const prints = matching.prints.map(({ print }) => print);
  const matchers = new Map<number, RecordMatcher>();
  const isSmall = survey.bytes < (engine?.leastThreadedBytes ?? LEAST_THREADED_BYTES);
  const threads = isSmall ? 0 : (engine?.threads ?? 0);
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
  };
}

async function concludeRun(
  { context, survey, prints, plans, spool, limit, groups, rivals }: Matching,
  histograms: readonly EvidenceHistogram[],
): Promise<Conclusion> {
  return conclude({
    compared: prints,
    plans,
    histograms,
    rows: survey.rows,
    limit,
    verdicts: { chunks: (section, print) => spool.readBack(verdictPart(section, print)) },
    tokeniser: context.tokeniser,
    ...(groups === undefined ? {} : { groups }),
    ...(rivals === undefined ? {} : { rivals }),
  });
}
