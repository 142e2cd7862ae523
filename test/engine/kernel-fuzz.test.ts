import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messyFiles } from '../../bench/messy-files.ts';
import { createFilledCells, FILLED_CELLS_ROOM } from '../../fingerprints/engine/filled-cells.ts';
import { createKernelMemory } from '../../fingerprints/engine/kernel.ts';
import { createKernelScanner, SCANNER_ROOM } from '../../fingerprints/engine/kernel-scanner.ts';
import { isBlank } from '../../fingerprints/fields/blank.ts';
import { FIELD_IDS } from '../../fingerprints/fields/field.ts';
import type { BlockPlace, ScanPlan } from '../../src/core/record-scanner.ts';
import { GuardedRooms } from './guarded-rooms.ts';
import { openKernel } from './open-kernel.ts';

const kernel = openKernel('checked', createKernelMemory(1_024));
const memory = new Uint8Array(kernel.memory.buffer);
const words = new DataView(kernel.memory.buffer);

const CODE_PAGE = Array.from({ length: 256 }, (_, byte) =>
  new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
);
const CORPUS = [...messyFiles()].map(({ bytes }) => bytes);

/** Signs that mean something to one of the kernel's parts, more often than chance would have them. */
const MEANT = [
  ';',
  ',',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  '\0',
  ' ',
  '@',
  '-',
  '/',
  '+33',
  '06',
  '1980',
  '2A',
  'FR76',
]
  .concat(['null', '\u00e9', 'E\u0301', '\u00df', '\u0152', '\u0130', '\ufeff', '\u00a0', '\u{1d400}'])
  .concat(['x'.repeat(70), '9'.repeat(300)]);
const meant = fc.constantFrom(...MEANT);
const anyPiece = fc.oneof(
  { weight: 6, arbitrary: meant.map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)) },
);
const anyPieces = fc.array(anyPiece, { maxLength: 300 }).map((pieces) => Buffer.concat(pieces));

/** A stretch of a messy file, with some of its bytes replaced. */
const anyCorpus = fc
  .tuple(fc.constantFrom(...CORPUS), fc.nat(), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }))
  .map(([bytes, from, faults]) => {
    const stretch = Buffer.from(bytes.subarray(from % bytes.length).subarray(0, 6_000));
    for (const [at, byte] of faults) stretch[at % stretch.length] = byte;
    return stretch;
  });
const anyBytes = fc.oneof(
  anyPieces,
  anyCorpus,
  fc.uint8Array({ maxLength: 2_000 }).map((b) => Buffer.from(b)),
);

const anyPlan: fc.Arbitrary<ScanPlan> = fc
  .record({
    delimiter: fc.constantFrom(...Buffer.from(';,\t|')),
    quote: fc.constantFrom(null, 0x22, 0x27),
    blankAfterDelimiter: fc.boolean(),
    width: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(10)),
    valueColumn: fc.integer({ min: -1, max: 9 }),
    firstHeader: fc.constantFrom(null, '', 'date', 'x'.repeat(256)),
    mostLineBytes: fc.constantFrom(1, 80, 2_000_000),
    mostCellBytes: fc.constantFrom(1, 60, 65_536),
  })
  .map((plan) => ({ ...plan, valueColumn: Math.min(plan.valueColumn, plan.width - 1), codePage: CODE_PAGE }));
const anyRoom = fc.oneof(fc.nat(400), fc.constant(40_000));

/** A number for each pair of a field and a reading. */
const anyReading = fc.tuple(fc.nat(FIELD_IDS.length - 1), fc.nat(0xffff));

describe('the kernel, whatever it is given', () => {
  test('writes nothing outside of the rooms that it is given, and counts cells as the reference does', () => {
    fc.assert(
      fc.property(
        anyBytes,
        anyPlan,
        anyRoom,
        anyRoom,
        anyReading,
        (bytes, plan, cellRoom, spillRoom, reading) => {
          const rooms = new GuardedRooms(kernel);
          const scanner = createKernelScanner(kernel, rooms.take(SCANNER_ROOM).address);
          const filledCells = createFilledCells(kernel, rooms.take(FILLED_CELLS_ROOM).address);
          const place = {
            text: rooms.take(bytes.length),
            cells: rooms.take(cellRoom),
            spill: rooms.take(spillRoom),
          };
          memory.set(bytes, place.text.address);
          scanner.prepare(plan);

          for (let start = 0; start < bytes.length; ) {
            const { rows, bytes: taken } = scanner.scan(place, start, bytes.length);
            expect(start + taken).toBeLessThanOrEqual(bytes.length);
            const cells = cellsOf(place, rows * plan.width);
            const filled: number[] = [];
            filledCells.count({ place, section: 0, firstRow: 1, rowCount: rows, width: plan.width }, filled);
            expect(filled).toEqual(
              Array.from({ length: plan.width }, (_, at) => notBlank(cells, at, plan.width)),
            );
            tokeniseAll(rooms, place.cells.address, rows, plan.width, reading);
            // The record that stopped it is for the reference: it goes on behind the line.
            const end = bytes.indexOf(10, start + taken);
            start = end < 0 ? bytes.length : end + 1;
          }

          // Compared in one piece: `toEqual` goes through bytes one by one.
          expect(bytes.equals(memory.subarray(place.text.address, place.text.address + bytes.length))).toBe(
            true,
          );
          expect(rooms.broken()).toEqual([]);
        },
      ),
      { numRuns: 600 },
    );
  }, 120_000);

  test('reads cells of any bytes as every field, also such that no scanner would give', () => {
    const anyCell = fc.oneof(
      anyPiece,
      fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b)),
      anyPieces,
    );
    fc.assert(
      fc.property(fc.array(anyCell, { minLength: 1, maxLength: 12 }), fc.nat(0xffff), (cells, reading) => {
        const rooms = new GuardedRooms(kernel);
        const text = rooms.take(cells.reduce((sum, cell) => sum + cell.length, 0));
        const pairs = rooms.take(8 * cells.length);
        let at = text.address;
        for (const [number, cell] of cells.entries()) {
          memory.set(cell, at);
          words.setUint32(pairs.address + 8 * number, at, true);
          words.setUint32(pairs.address + 8 * number + 4, cell.length, true);
          at += cell.length;
        }

        for (let field = 0; field < FIELD_IDS.length; field++)
          tokeniseAll(rooms, pairs.address, cells.length, 1, [field, reading]);

        expect(rooms.broken()).toEqual([]);
      }),
      // A sign of two bytes of which a cell ends with the first, and another begins with the second.
      { numRuns: 400, examples: [[[Buffer.of(0xc3), Buffer.of(0x86)], 0]] },
    );
  }, 120_000);
});

/** The cells as text; each stands within the text or the spill of its place. */
function cellsOf({ text, cells, spill }: BlockPlace, count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const from = words.getUint32(cells.address + 8 * at, true);
    const length = words.getUint32(cells.address + 8 * at + 4, true);
    const room = from >= spill.address ? spill : text;
    expect(from).toBeGreaterThanOrEqual(room.address);
    expect(from + length).toBeLessThanOrEqual(room.address + room.bytes);
    return Buffer.from(memory.subarray(from, from + length)).toString('utf8');
  });
}

function notBlank(cells: readonly string[], column: number, width: number): number {
  return cells.filter((cell, at) => at % width === column && !isBlank(cell)).length;
}

/** Tokenise every column, and the first two as one, in rooms of their own. */
function tokeniseAll(
  rooms: GuardedRooms,
  cells: number,
  rows: number,
  width: number,
  [field, reading]: readonly [number, number],
): void {
  const { exports } = kernel;
  const key = rooms.take(32).address;
  const work = rooms.take(exports.tokeniseWorkRoom()).address;
  const tokens = rooms.take(8 * rows).address;
  const asked = rooms.take(4 * rows).address;
  const unread = rooms.take(4 * rows).address;
  for (let column = 0; column < width; column++) {
    // biome-ignore format: as in assembly/tokenise.ts
    const count = exports.tokeniseColumn(cells, rows, width, column, field, reading, key, tokens, 1, 0, work, asked, unread);
    expectRowsOf(asked, count, rows);
  }
  if (width < 2) return;
  // biome-ignore format: as in assembly/tokenise-joined.ts
  const count = exports.tokeniseJoined(cells, rows, width, 0, 1, field, reading, key, tokens, 1, 0, work, asked);
  expectRowsOf(asked, count, rows);
}

/** Row numbers in order, each once. */
function expectRowsOf(list: number, count: number, rows: number): void {
  let last = -1;
  for (let at = 0; at < count; at++) {
    const row = words.getUint32(list + 4 * at, true);
    if (row <= last || row >= rows) throw new Error(`row ${row} of ${rows} stands behind row ${last}`);
    last = row;
  }
}
