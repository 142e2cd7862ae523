import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { membersOf, packMembers } from '../../../fingerprints/overlap/packed-bits.ts';

/** Sets of every density, with the bound of the print that they are of. */
const SETS = fc
  .integer({ min: 1, max: 50_000 })
  .chain((bound) =>
    fc.tuple(fc.constant(bound), fc.array(fc.nat({ max: bound - 1 }), { maxLength: 3000, size: 'max' })),
  );

function ascending(members: Iterable<number>): number[] {
  return [...new Set(members)].sort((a, b) => a - b);
}

describe('a packed set', () => {
  test('has the members that were packed, ascending and once', () => {
    fc.assert(
      fc.property(SETS, ([bound, members]) => {
        expect([...membersOf(packMembers(members, bound))]).toEqual(ascending(members));
      }),
    );
  });

  test('is the same bytes in whatever order its members come', () => {
    fc.assert(
      fc.property(SETS, ([bound, members]) => {
        const packed = packMembers(members, bound);

        expect(packMembers([...members, ...members].reverse(), bound)).toEqual(packed);
        expect(packMembers(membersOf(packed), bound)).toEqual(packed);
      }),
    );
  });

  test('never takes more than one bit for each number of its bound, and one byte', () => {
    fc.assert(
      fc.property(SETS, ([bound, members]) => {
        expect(packMembers(members, bound).length).toBeLessThanOrEqual(1 + Math.ceil(bound / 8));
      }),
    );
  });

  test('takes one or two bytes a member where those are few', () => {
    const members = Array.from({ length: 100 }, (_, index) => index * 10_000);

    expect(packMembers(members, 1_000_000).length).toBeLessThanOrEqual(201);
  });

  test('of nothing is one byte', () => {
    expect(packMembers([], 0)).toHaveLength(1);
    expect(packMembers([], 1_000_000)).toHaveLength(1);
    expect(membersOf(packMembers([], 1_000_000))).toHaveLength(0);
  });

  test.each([
    ['each number', 1],
    ['every third', 3],
    ['every thousandth', 1000],
  ])('of %s of a large print is read back', (_, step) => {
    const members = Uint32Array.from({ length: Math.floor(3_000_000 / step) }, (_, index) => index * step);

    const unpacked = membersOf(packMembers(members, 3_000_000));

    // Compared as bytes: a million numbers one by one take seconds.
    expect(Buffer.from(unpacked.buffer).equals(Buffer.from(members.buffer))).toBe(true);
  });

  test.each([
    [[7], 7],
    [[-1], 7],
    [[1.5], 7],
    [[Number.NaN], 7],
    [[], -1],
    [[], 2 ** 32 + 1],
  ])('refuses the members %j under the bound %d', (members, bound) => {
    expect(() => packMembers(members, bound)).toThrow(RangeError);
  });

  test.each([[[]], [[2, 1]], [[0, 0x80]], [[0, 5, 0xff]], [[0, 0xff, 0xff, 0xff, 0xff, 0x7f]]])(
    'is refused where its bytes are %j',
    (bytes) => {
      expect(() => membersOf(Uint8Array.from(bytes))).toThrow(RangeError);
    },
  );
});
