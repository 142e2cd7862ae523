import type { ByteSource } from '../core/byte-source.ts';

/** How lines end in the bytes of a text. */
export interface LineEnds {
  /** The bytes that end a line. */
  readonly sign: Buffer;
  /** Bytes of a character at least: signs stand at multiples of it. */
  readonly unitBytes: 1 | 2;
}

const LF = 0x0a;
const CR = 0x0d;

/** How the lines of a text end, by its encoding (see FileFacts) and its head. A text without any LF ends them with CR. */
export function lineEndsOf(encoding: string | null, head: Buffer): LineEnds {
  const end = head.includes(LF) ? LF : CR;
  if (encoding === 'utf-16le') return { sign: Buffer.from([end, 0]), unitBytes: 2 };
  if (encoding === 'utf-16be') return { sign: Buffer.from([0, end]), unitBytes: 2 };
  return { sign: Buffer.from([end]), unitBytes: 1 };
}

/** Bounds of what a last line may add to its block. */
const LEAST_TAIL_BYTES = 1024;
const MOST_TAIL_BYTES = 256 * 1024;

/** Bytes after a block within which its last line has to end: twice the longest line of the head. */
export function tailBytesOf(head: Buffer, lines: LineEnds): number {
  let longest = 0;
  for (let from = 0; from < head.length; ) {
    const to = lineStartAt(head, from, lines) ?? head.length;
    longest = Math.max(longest, to - from);
    from = to;
  }
  return Math.min(MOST_TAIL_BYTES, Math.max(LEAST_TAIL_BYTES, 2 * longest));
}

/** Where in a source a block is. */
export interface BlockPlan {
  readonly offset: number;
  readonly blockBytes: number;
  readonly tailBytes: number;
  readonly lines: LineEnds;
}

/** The lines that begin in a block, and what they cost. */
export interface BlockLines {
  readonly lines: Buffer;
  readonly bytesRead: number;
}

/**
 * The lines that begin in a block, whole: together the blocks of a file hold each line once. Asks the source once, from
 * the character before the block (it tells whether a line begins there), and stops behind the last line. What was read
 * of the file's head already is not asked for again. A last line that does not end within the tail is left out.
 */
export async function readBlockLines(
  source: ByteSource,
  head: Buffer,
  { offset, blockBytes, tailBytes, lines }: BlockPlan,
): Promise<BlockLines> {
  const start = Math.max(0, offset - lines.unitBytes);
  const end = Math.min(source.bytes ?? Number.POSITIVE_INFINITY, offset + blockBytes + tailBytes);
  // Of the line that begins behind the block the last character of the block tells.
  const lastPlace = offset + blockBytes - lines.unitBytes - start;
  const held = end <= head.length ? head.subarray(start, end) : null;
  const bytes = held ?? (await readUntil(source, start, end, lastPlace, lines));
  const from = offset === 0 ? 0 : (lineStartAt(bytes, 0, lines) ?? bytes.length);
  const isToEnd = start + bytes.length === source.bytes;
  const to = lineStartAt(bytes, lastPlace, lines) ?? (isToEnd ? bytes.length : lastLineStart(bytes, lines));
  return { lines: bytes.subarray(from, Math.max(from, to)), bytesRead: held === null ? bytes.length : 0 };
}

/** Bytes from `start` on, until a line ends at `lastPlace` of them or behind, or `end` is reached. */
async function readUntil(
  source: ByteSource,
  start: number,
  end: number,
  lastPlace: number,
  lines: LineEnds,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source.stream(start, end)) {
    const wanted = chunk.subarray(0, end - start - bytes);
    chunks.push(wanted);
    bytes += wanted.length;
    if (bytes >= end - start) break;
    if (bytes > lastPlace && lineStartAt(Buffer.concat(chunks), lastPlace, lines) !== null) break;
  }
  return Buffer.concat(chunks);
}

/** Index behind the first line end at or behind `from`; null where there is none. */
function lineStartAt(bytes: Buffer, from: number, { sign, unitBytes }: LineEnds): number | null {
  let at = bytes.indexOf(sign, from);
  while (at >= 0 && at % unitBytes !== 0) at = bytes.indexOf(sign, at + 1);
  return at < 0 ? null : at + sign.length;
}

/** Index behind the last line end, 0 where there is none. */
function lastLineStart(bytes: Buffer, { sign, unitBytes }: LineEnds): number {
  let at = bytes.lastIndexOf(sign);
  while (at > 0 && at % unitBytes !== 0) at = bytes.lastIndexOf(sign, at - 1);
  return at < 0 ? 0 : at + sign.length;
}
