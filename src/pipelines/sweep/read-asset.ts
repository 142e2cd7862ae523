import type { Visit } from '../../../scanners/scanner.ts';
import type { ByteSource } from '../../core/byte-source.ts';
import type { FileFormat } from '../../formats/file-format.ts';
import type { RunOptions } from '../../reports/requests.ts';
import type { AssetFacts } from '../../reports/sweep.ts';
import type {
  AssetOutcome,
  AssetRecord,
  ComparisonRecord,
  NewVersion,
  VersionRecord,
} from '../../store/watched.ts';
import type { VerdictSpool } from '../compare-file.ts';
import { type ComparedFile, type Comparison, compareFile } from '../compare-file.ts';
import { formatOf } from '../format-of.ts';
import { createMemoryVerdicts } from '../memory-verdicts.ts';
import { printSection, sectionColumns } from '../print-section.ts';
import { writePrint } from '../write-print.ts';
import { assetSections } from './asset-columns.ts';
import { comparisonsOf, type DeclaredColumns } from './compare-asset.ts';
import type { Spool } from './encrypted-spool.ts';
import { encryptionOf } from './encryption-of.ts';
import type { FetchOutcome } from './fetch-asset.ts';
import { unreadFacts } from './unread-facts.ts';
import type { WatchContext } from './watch-context.ts';

/** What reading the assets of one sweep needs. */
export interface AssetReading {
  readonly context: WatchContext;
  readonly visit: Visit;
  /** Prints of tables and kept suspects, loaded once. */
  readonly comparison: Comparison;
  readonly declared: DeclaredColumns;
  /** When the sweep began: the point in time of the prints. */
  readonly sweptAt: string;
  readonly run: RunOptions;
}

/** What is settled of an asset. */
export interface SettledAsset {
  readonly outcome: AssetOutcome;
  readonly comparisons: readonly Omit<ComparisonRecord, 'versionId'>[];
}

/** What is known of a file once its bytes are there. */
type ReadBytes = Omit<NewVersion, 'facts' | 'printIds'>;

/** Tables of one file that are printed; each is a print of its own. */
const MOST_PRINTED_SECTIONS = 8;
/** A print of rows of which fewer can be recognised again is of no use. */
const LEAST_RECOGNISABLE = 0.01;
/** Matches of larger files wait in the store's staging instead of in memory. */
const MOST_MEMORY_BYTES = 64 * 1024 * 1024;
const HEAD_BYTES = 4096;
/**
 * SQL, JSON, HTML and the like are text that a reader of tables would make something of. On a server nobody said what a
 * file is: it is told as not read rather than as read wrongly.
 */
const LEAST_SURE = 0.1;

/** Read a file that was fetched: compare it with every print, fingerprint it, and say what is kept of it. */
export async function readAsset(
  reading: AssetReading,
  asset: AssetRecord,
  known: VersionRecord | null,
  spool: Spool,
  fetched: Extract<FetchOutcome, { kind: 'fetched' }>,
): Promise<SettledAsset> {
  const { context } = reading;
  const source = spool.source(lastName(asset.path));
  const sha256 = spool.finish();
  const version = {
    contentId: await contentIdOf(context, source),
    sha256,
    bytes: spool.bytes(),
    modifiedAt: fetched.modifiedAt ?? asset.modifiedAt,
    etag: fetched.etag ?? asset.etag,
  };
  if (known !== null && known.sha256 === sha256) return readAgain(reading, known, version, fetched);
  const twin = await sameBytes(reading, sha256, fetched.isConfirmed);
  if (twin !== null)
    return {
      outcome: { ...twin.outcome, version: { ...version, ...twin.version } },
      comparisons: twin.comparisons,
    };
  if (version.bytes === 0) return emptyAsset(reading, version, fetched.isConfirmed);
  const encryption = encryptionOf(await headOf(source));
  const format = encryption === null ? await formatOf(source, context.formats, LEAST_SURE) : null;
  if (format === null) {
    const facts = { ...unreadFacts(encryption, fetched.isConfirmed), readWholeAt: reading.sweptAt };
    const reason = encryption === null ? 'format' : 'encrypted';
    return {
      outcome: { state: 'skipped', reason, version: { ...version, facts, printIds: [] } },
      comparisons: [],
    };
  }
  const read = await readRows(reading, asset, { source, format }, fetched.isConfirmed);
  return {
    outcome: {
      state: 'read',
      reason: null,
      version: { ...version, facts: read.facts, printIds: read.printIds },
    },
    comparisons: read.comparisons,
  };
}

/** The bytes are those that are known: what they say holds, and is as certain as this reading. */
function readAgain(
  { sweptAt }: AssetReading,
  { facts: earlier, printIds, noMoreAt }: VersionRecord,
  version: ReadBytes,
  { isConfirmed }: Extract<FetchOutcome, { kind: 'fetched' }>,
): SettledAsset {
  const outcome = { state: 'unchanged', reason: null } as const;
  // The store copies a version that had ended, with what it overlaps with; of a new one it would know nothing.
  if (noMoreAt !== null) return { outcome, comparisons: [] };
  const facts: AssetFacts = { ...(earlier as AssetFacts), isConfirmed, readWholeAt: sweptAt };
  return { outcome: { ...outcome, version: { ...version, facts, printIds } }, comparisons: [] };
}

/** There is nothing in it, and that is all there is to know. */
function emptyAsset(
  { comparison, sweptAt }: AssetReading,
  version: ReadBytes,
  isConfirmed: boolean,
): SettledAsset {
  const facts: AssetFacts = {
    ...unreadFacts(null, isConfirmed),
    format: 'empty',
    rows: 0,
    comparedWith: idsOf(comparison),
    readWholeAt: sweptAt,
  };
  const outcome = { state: 'read', reason: null, version: { ...version, facts, printIds: [] } } as const;
  return { outcome, comparisons: [] };
}

function idsOf({ prints }: Comparison): string[] {
  return prints.map(({ reference }) => reference.id);
}

async function readRows(
  reading: AssetReading,
  asset: AssetRecord,
  file: { readonly source: ByteSource; readonly format: FileFormat },
  isConfirmed: boolean,
): Promise<{ facts: AssetFacts; printIds: string[]; comparisons: SettledAsset['comparisons'] }> {
  const { context, comparison, declared, run } = reading;
  const compared = await withVerdicts(reading, file.source, (verdicts) =>
    compareFile(comparison, file, verdicts, context.falseDiscovery, run),
  );
  const sections = assetSections(compared);
  const { survey } = compared;
  const facts: AssetFacts = {
    format: survey.facts.format,
    encoding: survey.facts.encoding,
    rows: survey.rows,
    sections,
    encryption: null,
    coverage: survey.coverage,
    isConfirmed,
    comparedWith: idsOf(comparison),
    readWholeAt: reading.sweptAt,
  };
  return {
    facts,
    printIds: await printAsset(reading, asset, file, compared),
    comparisons: comparisonsOf(comparison, compared, sections[0]?.columns ?? [], declared),
  };
}

async function withVerdicts<Result>(
  { context }: AssetReading,
  source: ByteSource,
  use: (verdicts: VerdictSpool) => Promise<Result>,
): Promise<Result> {
  if ((source.bytes ?? 0) <= MOST_MEMORY_BYTES) return use(createMemoryVerdicts());
  const writer = await context.store.beginReport();
  try {
    return await use(writer);
  } finally {
    await writer.abort();
  }
}

async function printAsset(
  { context, sweptAt, run }: AssetReading,
  asset: AssetRecord,
  file: { readonly source: ByteSource; readonly format: FileFormat },
  { survey, guesses }: ComparedFile,
): Promise<string[]> {
  const printIds: string[] = [];
  for (const [section, { rows }] of survey.sections.slice(0, MOST_PRINTED_SECTIONS).entries()) {
    if (rows === 0) continue;
    const columns = sectionColumns(guesses[section]!, survey.facts.sections[section]!.headers);
    const print = await printSection(context, { ...file, survey, section }, columns, run);
    if (print.meta.recognisableShare < LEAST_RECOGNISABLE) continue;
    const subject = { kind: 'asset', subjectId: asset.id, snapshotAt: sweptAt } as const;
    printIds.push(await writePrint(context.store, subject, { print, warnings: [] }, {}, run.signal));
  }
  return printIds;
}

/** The same bytes were read before, here or on another server: whatever was found then holds, for the same prints. */
async function sameBytes(
  { context, comparison, sweptAt }: AssetReading,
  sha256: string,
  isConfirmed: boolean,
): Promise<{
  outcome: Omit<AssetOutcome, 'version'>;
  version: Pick<VersionRecord, 'facts' | 'printIds'>;
  comparisons: SettledAsset['comparisons'];
} | null> {
  const { assets } = context.store;
  for (const twin of await assets.versionsWithSha256(sha256)) {
    const { comparedWith, format, encryption } = twin.facts as AssetFacts;
    const known = await Promise.all(
      comparison.prints.map(async ({ reference: { id } }) => ({
        id,
        record: await assets.comparison(twin.id, id),
      })),
    );
    if (format !== null && known.some(({ id, record }) => record === null && !comparedWith.includes(id)))
      continue;
    const reason = format !== null ? null : encryption === null ? 'format' : 'encrypted';
    return {
      outcome: { state: reason === null ? 'read' : 'skipped', reason },
      version: {
        facts: { ...(twin.facts as AssetFacts), isConfirmed, readWholeAt: sweptAt },
        printIds: twin.printIds,
      },
      comparisons: known.flatMap(({ record }) => (record === null ? [] : [record])),
    };
  }
  return null;
}

async function contentIdOf({ contentId }: WatchContext, source: ByteSource): Promise<string> {
  const bytes = source.bytes ?? 0;
  const blocks: Uint8Array[] = [];
  for (const { start, length } of contentId.stretches(bytes))
    blocks.push(await readStretch(source, start, length));
  return contentId.of(bytes, blocks);
}

async function headOf(source: ByteSource): Promise<Uint8Array> {
  return readStretch(source, 0, HEAD_BYTES);
}

async function readStretch(source: ByteSource, start: number, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let missing = length;
  for await (const chunk of source.stream(start)) {
    chunks.push(chunk.subarray(0, missing));
    missing -= Math.min(missing, chunk.length);
    if (missing === 0) break;
  }
  return Buffer.concat(chunks);
}

/** Only for reports: it is never used as a path here. */
function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}
