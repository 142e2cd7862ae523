import {
  type BlockPlace,
  LONGEST_HEADER_BYTES,
  type RecordScanner,
  type Scan,
  type ScanPlan,
} from '../../src/core/record-scanner.ts';
import { type Kernel, READ_PAST } from './kernel.ts';

// As in assembly/records/split-plan.ts.
const ANSWER_AT = 32;
const CODE_PAGE_AT = 64;
const HEADER_AT = CODE_PAGE_AT + 256 * 4;
const STOPS = ['incomplete', 'full', 'irregular'] as const;
const NOTHING = 0xffff_ffff;

/** Bytes of kernel memory that a scanner keeps for itself. */
export const SCANNER_ROOM = HEADER_AT + LONGEST_HEADER_BYTES + READ_PAST;

/** Most bytes of a cell, and of a line: 31 bits. */
const MOST_BYTES = 0x7fff_ffff;

/** The kernel as a scanner of records. `at` is the address of SCANNER_ROOM bytes, a multiple of 4. */
export function createKernelScanner(kernel: Kernel, at: number): RecordScanner {
  let view = new Uint8Array(kernel.memory.buffer);
  const memory = (): Uint8Array => {
    if (view.length !== kernel.memory.buffer.byteLength) view = new Uint8Array(kernel.memory.buffer);
    return view;
  };
  let width = 1;
  return {
    memory,
    prepare(plan) {
      width = plan.width;
      writePlan(memory(), at, plan);
    },
    scan(place, start, end, mostRows = Number.POSITIVE_INFINITY) {
      const room = roomForRows(place, width);
      const { text, cells, spill } = place;
      const stop = kernel.exports.splitRecords(
        at,
        text.address + start,
        text.address + end,
        cells.address,
        Math.min(room, mostRows),
        spill.address,
        spill.bytes,
      );
      return readAnswer(memory(), at, stop);
    },
  };
}

function roomForRows(place: BlockPlace, width: number): number {
  return Math.floor(place.cells.bytes / (8 * width));
}

function writePlan(memory: Uint8Array, at: number, plan: ScanPlan): void {
  const header = plan.firstHeader === null ? null : Buffer.from(plan.firstHeader, 'utf8');
  const fields = [
    plan.delimiter,
    plan.quote ?? 0,
    plan.blankAfterDelimiter ? 1 : 0,
    plan.width,
    plan.valueColumn >>> 0,
    header === null ? NOTHING : header.length,
    Math.min(plan.mostLineBytes, MOST_BYTES),
    Math.min(plan.mostCellBytes, MOST_BYTES),
  ];
  const view = new DataView(memory.buffer, memory.byteOffset + at, SCANNER_ROOM);
  for (const [index, field] of fields.entries()) view.setUint32(4 * index, field, true);
  for (const [byte, character] of plan.codePage.entries())
    view.setUint32(CODE_PAGE_AT + 4 * byte, packCharacter(character), true);
  if (header !== null) memory.set(header, at + HEADER_AT);
}

/** Length in the low byte, then the bytes of UTF-8. */
function packCharacter(character: string): number {
  const bytes = Buffer.from(character, 'utf8');
  return (bytes.length | (bytes[0]! << 8) | ((bytes[1] ?? 0) << 16) | ((bytes[2] ?? 0) << 24)) >>> 0;
}

function readAnswer(memory: Uint8Array, at: number, stop: number): Scan {
  const view = new DataView(memory.buffer, memory.byteOffset + at + ANSWER_AT, 16);
  const seen = view.getUint32(12, true);
  return {
    rows: view.getUint32(0, true),
    bytes: view.getUint32(4, true),
    characters: view.getUint32(8, true),
    stop: STOPS[stop]!,
    sawUtf8: (seen & 1) !== 0,
    sawCodePage: (seen & 2) !== 0,
  };
}
