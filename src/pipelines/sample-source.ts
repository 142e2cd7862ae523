import { planBlocks } from '../../fingerprints/estimate/block-plan.ts';
import type { ByteSource } from '../core/byte-source.ts';
import { RowprintError, throwIfCancelled } from '../core/errors.ts';
import type { Row } from '../core/row.ts';
import type { ExtractLimits, FileFacts, FileFormat, OpenFile } from '../formats/file-format.ts';
import { sniffFormat } from '../formats/sniff-format.ts';
import { lineEndsOf, readBlockLines, tailBytesOf } from './sample-blocks.ts';

/** Why something can only be read from its beginning, or not at all. */
export type UnsampledReason =
  | 'size is not known'
  | 'not a format that is read'
  | 'cannot be read from the middle';

/** Nothing can be said of this file from blocks of it. Read it whole, or say that it was not read. */
export class CannotSampleError extends RowprintError {
  readonly code = 'RP_CANNOT_SAMPLE';
  readonly reason: UnsampledReason;

  constructor(name: string, reason: UnsampledReason) {
    super(`${name} cannot be estimated: ${reason}; check it whole instead`);
    this.reason = reason;
  }
}

/** How much is read, and in what pieces. */
export interface SampleDraw {
  /** Bytes of all blocks together; the head and the ends of last lines come on top. */
  readonly budgetBytes: number;
  /** Even: characters of two bytes are not torn. */
  readonly blockBytes: number;
}

/** Bytes of all blocks, unless something else is asked for. */
export const SAMPLE_BUDGET_BYTES = 2 * 1024 * 1024;
/**
 * Small blocks, as many as possible, tell the most (see estimateShare). At hand a place costs next to nothing, and 8 KiB
 * hold some 40 rows; elsewhere a place is a request, and 64 of them take seconds.
 */
const BLOCK_BYTES = { atHand: 8 * 1024, byRequest: 32 * 1024 };

/** The draw that suits a source. */
export function drawFor(source: ByteSource, budgetBytes = SAMPLE_BUDGET_BYTES): SampleDraw {
  return { budgetBytes, blockBytes: source.seekable === true ? BLOCK_BYTES.atHand : BLOCK_BYTES.byRequest };
}

/** The rows that begin in one block. */
export interface RowsOfBlock {
  /** Of the block in the file. */
  readonly offset: number;
  /** Of the block; the rows may end behind it. */
  readonly bytes: number;
  readonly rows: readonly Row[];
}

/** What was read of a file here and there. */
export interface SourceSample {
  readonly facts: FileFacts;
  /** In file order. Row numbers count the rows read, with gaps, and are no places in the file. */
  readonly blocks: readonly RowsOfBlock[];
  readonly bytesTotal: number;
  /** Head, blocks and ends of last lines. */
  readonly bytesRead: number;
}

/** What of a file is looked at for its dialect, header and columns. */
const HEAD_BYTES = 64 * 1024;
const SNIFFED_BYTES = 4 * 1024;

/**
 * Read the head of a delimited text and blocks at random places of it. Asks the source at most once for the head and
 * once for each block, and reads no further than it needs. Of stacked tables only what differs in its columns is told
 * apart, as headers between tables are hardly ever met. `random` gives numbers from 0 to below 1.
 * @throws {CannotSampleError} compressed, of unknown size, no text @throws {SourceUnreadableError}
 */
export async function sampleSource(
  source: ByteSource,
  formats: readonly FileFormat[],
  limits: ExtractLimits,
  { budgetBytes, blockBytes }: SampleDraw,
  random: () => number,
  signal?: AbortSignal,
): Promise<SourceSample> {
  const { bytes: bytesTotal } = source;
  if (bytesTotal === null) throw new CannotSampleError(source.name, 'size is not known');
  const head = await readHead(source);
  const file = await openHead(source, head, formats, limits, signal);
  const lines = lineEndsOf(file.facts().encoding, head);
  const tailBytes = tailBytesOf(head, lines);
  const offsets = planBlocks(
    bytesTotal,
    blockBytes,
    Math.max(1, Math.floor(budgetBytes / blockBytes)),
    random,
  );
  let bytesRead = head.length;
  const excerpts = async function* (): AsyncGenerator<Uint8Array> {
    for (const offset of offsets) {
      throwIfCancelled(signal);
      const block = await readBlockLines(source, head, { offset, blockBytes, tailBytes, lines });
      bytesRead += block.bytesRead;
      yield block.lines;
    }
  };
  const blocks: RowsOfBlock[] = [];
  for await (const rows of file.excerptRows(excerpts(), signal)) {
    const offset = offsets[blocks.length]!;
    blocks.push({ offset, bytes: Math.min(blockBytes, bytesTotal - offset), rows });
  }
  return { facts: file.facts(), blocks, bytesTotal, bytesRead };
}

async function readHead(source: ByteSource): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source.stream(0, HEAD_BYTES)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

type ExcerptedFile = OpenFile & Required<Pick<OpenFile, 'excerptRows'>>;

async function openHead(
  source: ByteSource,
  head: Buffer,
  formats: readonly FileFormat[],
  limits: ExtractLimits,
  signal: AbortSignal | undefined,
): Promise<ExcerptedFile> {
  const format = sniffFormat(head.subarray(0, SNIFFED_BYTES), formats);
  if (format === null) throw new CannotSampleError(source.name, 'not a format that is read');
  const lines = head.length === source.bytes ? head : wholeLines(head);
  const file = await format.open(
    {
      name: source.name,
      bytes: lines.length,
      async *stream(start = 0) {
        yield lines.subarray(start);
      },
    },
    limits,
    signal,
  );
  if (file.excerptRows === undefined)
    throw new CannotSampleError(source.name, 'cannot be read from the middle');
  return file as ExcerptedFile;
}

/** The head without its last, cut line; in UTF-16 of the usual order the second byte of an LF stands behind it. */
function wholeLines(head: Buffer): Buffer {
  const lf = head.lastIndexOf(0x0a);
  if (lf < 0) return head;
  return head.subarray(0, head[lf + 1] === 0 ? lf + 2 : lf + 1);
}
