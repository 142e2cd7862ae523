import { SEGMENT_BYTES } from './segment-packer.ts';

/** Both ends are kept, because how a visit began and how it ended explains most. */
const HALF_BYTES = SEGMENT_BYTES / 2 - 200;

/**
 * Lines as UTF-8, each ended by a line feed; a line break within one becomes a blank. Never more than one segment: of
 * a longer transcript the first and the last half of that are kept, and a line between says how many were dropped.
 */
export function packTranscript(lines: readonly string[]): Uint8Array {
  const sizes = lines.map((line) => Buffer.byteLength(line) + 1);
  if (sum(sizes) <= SEGMENT_BYTES) return encode(lines);
  const head = fitting(sizes);
  const tail = fitting(sizes.slice(head).reverse());
  const dropped = lines.length - head - tail;
  const note = `… ${dropped} lines are not kept`;
  return encode([...lines.slice(0, head), note, ...lines.slice(lines.length - tail)]);
}

/** The lines that were packed. */
export function linesOfTranscript(bytes: Uint8Array): readonly string[] {
  return Buffer.from(bytes).toString().split('\n').slice(0, -1);
}

/** How many from the start fit into half of the room. */
function fitting(sizes: readonly number[]): number {
  let room = HALF_BYTES;
  const end = sizes.findIndex((size) => {
    room -= size;
    return room < 0;
  });
  return end === -1 ? sizes.length : end;
}

function encode(lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.map((line) => `${line.replaceAll(/[\r\n]/g, ' ')}\n`).join(''));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
