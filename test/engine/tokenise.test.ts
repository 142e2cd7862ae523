import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Kernel } from '../../fingerprints/engine/kernel.ts';
import { createKeyedHash, type KeyedHash } from '../../fingerprints/engine/keyed-hash.ts';
import { tokenOfDigest } from '../../fingerprints/engine/tokeniser.ts';
import { writeCells } from './cell-writer.ts';
import { compileKernelWith } from './compile-kernel.ts';

/**
 * Canonical forms made for these tests: '?…' asks, '!…' cannot be read, any other cell is its own form, with a
 * mess behind it wherever the room allows.
 */
const MADE_FORMS = `
import { ASK, CANONICAL_ROOM, UNREADABLE } from './reading';
export function canonicalForm(field: i32, from: usize, length: i32, to: usize, reading: u32): i32 {
  memory.fill(to, 0xdd, CANONICAL_ROOM);
  if (load<u8>(from) == 0x3f) return ASK;
  if (load<u8>(from) == 0x21) return UNREADABLE;
  memory.copy(to, from, length);
  return length;
}`;

/** Hashes made for these tests: the high half is 0, the low half the first four bytes of the message. */
const MADE_HASHES = `
export const LANE_BYTES: usize = 1024;
export const LANE_LENGTHS: usize = 4 * LANE_BYTES;
export const LANES_ROOM: usize = LANE_LENGTHS + 16;
export function lanesRoom(): i32 { return <i32>LANES_ROOM; }
export function keyedHash4(key: usize, lanes: usize, digests: usize): void {
  for (let lane: usize = 0; lane < 4; lane++) {
    store<u64>(digests + 8 * lane, (<u64>load<u32>(lanes + lane * LANE_BYTES)) << 32);
  }
}`;

const KEY = Uint8Array.from({ length: 32 }, (_, at) => 7 * at + 1);

let kernel: Kernel;
let hash: KeyedHash;

beforeAll(async () => {
  kernel = await compileKernelWith({ 'canonical/canonical.ts': MADE_FORMS });
  hash = await createKeyedHash(KEY);
});

/** Tokenises one column of rows into one entry of a table that was full of something else. */
function tokenise(
  kernel: Kernel,
  rows: readonly (readonly string[])[],
  column: number,
  entries: number,
  entry: number,
) {
  const { exports, memory } = kernel;
  const key = (exports.heapBase() + 15) & ~15;
  const block = writeCells(kernel, key + 32, rows);
  const work = block.end;
  const asked = work + exports.tokeniseWorkRoom();
  const unread = asked + 4 * rows.length;
  const tokens = (unread + 4 * rows.length + 7) & ~7;
  new Uint8Array(memory.buffer).set(KEY, key);
  new Uint8Array(memory.buffer).fill(0xcc, tokens, tokens + 8 * (entries * rows.length + 1));
  const words = new Uint32Array(memory.buffer);
  // biome-ignore format: as in assembly/tokenise.ts
  const askedCount = exports.tokeniseColumn(
    block.cells, block.rows, block.width, column, 4, 0, key, tokens, entries, entry, work, asked, unread,
  );
  const list = (from: number, count: number) => Array.from(words.subarray(from / 4, from / 4 + count));
  return {
    asked: list(asked, askedCount),
    unread: list(unread, words[work / 4 + 1]!),
    empty: words[work / 4]!,
    table: list(tokens, 2 * (entries * rows.length + 1)),
  };
}

/** What the table should hold: `undefined` where the cell has no token. */
function expectedToken(cell: string): readonly [number, number] {
  if (cell === '' || cell.startsWith('?') || cell.startsWith('!')) return [0, 0];
  const { high, low } = tokenOfDigest(hash(cell));
  return [high, low];
}

const rowsWhere = (cells: readonly string[], holds: (cell: string) => boolean): number[] =>
  cells.flatMap((cell, row) => (holds(cell) ? [row] : []));

describe('tokens of a column', () => {
  test('are the keyed hashes of the canonical forms, short and long ones in any order', () => {
    const cell = fc.oneof(
      { weight: 6, arbitrary: fc.string({ maxLength: 20, unit: 'grapheme' }) },
      { weight: 1, arbitrary: fc.string({ minLength: 60, maxLength: 70 }) },
      { weight: 1, arbitrary: fc.string({ minLength: 65, maxLength: 250 }) },
      { weight: 1, arbitrary: fc.constantFrom('', '', '?', '?x', '!', '!y') },
    );

    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), (cells) => {
        const { table } = tokenise(
          kernel,
          cells.map((one) => ['before', one, 'behind']),
          1,
          1,
          0,
        );
        expect(table.slice(0, -2)).toEqual(cells.flatMap(expectedToken));
      }),
      { numRuns: 300 },
    );
  });

  test('leave every other entry of the table as it was', () => {
    const { table } = tokenise(kernel, [['a'], [''], ['?'], ['b'], ['c'], ['d']], 0, 3, 1);

    const other = [0xcccccccc, 0xcccccccc];
    expect(table).toEqual([
      ...['a', '', '?', 'b', 'c', 'd'].flatMap((cell) => [...other, ...expectedToken(cell), ...other]),
      ...other,
    ]);
  });

  test('are missing where the reference is asked, where nothing can be read, and where the cell is empty', () => {
    const cells = ['a', '?1', '', '!2', 'b', '?', '!', '', '', 'c'];

    const { asked, unread, empty } = tokenise(
      kernel,
      cells.map((cell) => [cell]),
      0,
      1,
      0,
    );

    expect(asked).toEqual(rowsWhere(cells, (cell) => cell.startsWith('?')));
    expect(unread).toEqual(rowsWhere(cells, (cell) => cell.startsWith('!')));
    expect(empty).toBe(3);
  });

  test('of no rows are none', () => {
    expect(tokenise(kernel, [], 0, 1, 0)).toMatchObject({ asked: [], unread: [], empty: 0 });
  });

  test('have 1 for a high half of 0, which means that there is no token', async () => {
    const zeroHigh = await compileKernelWith({
      'canonical/canonical.ts': MADE_FORMS,
      'blake3/keyed-hash-4.ts': MADE_HASHES,
    });

    const { table } = tokenise(zeroHigh, [['\x01'], [''], ['\x02']], 0, 1, 0);

    expect(table.slice(0, -2)).toEqual([1, 1, 0, 0, 1, 2]);
  }, 60_000);
});
