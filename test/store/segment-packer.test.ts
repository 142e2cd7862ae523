import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Segment, SegmentPacker } from '../../src/store/segment-packer.ts';

const SIZE = 8;

function pack(pushes: readonly (readonly [string, Uint8Array])[]): {
  segments: Segment[];
  packer: SegmentPacker;
} {
  const packer = new SegmentPacker(SIZE);
  const segments: Segment[] = [];
  for (const [part, bytes] of pushes) {
    const full = packer.push(part, bytes);
    segments.push(...full.map((segment) => ({ ...segment, bytes: Uint8Array.from(segment.bytes) })));
  }
  return { segments: [...segments, ...packer.finish()], packer };
}

const pushes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.uint8Array({ maxLength: 40 })), {
  maxLength: 40,
});

describe('SegmentPacker', () => {
  test('gives back each part byte for byte, in order', () => {
    fc.assert(
      fc.property(pushes, (all) => {
        const { segments } = pack(all);

        for (const part of ['a', 'b', 'c']) {
          const written = all.filter(([name]) => name === part).flatMap(([, bytes]) => [...bytes]);
          const stored = segments.filter((segment) => segment.part === part);
          expect(stored.map((segment) => segment.sequence)).toEqual(stored.map((_, index) => index));
          expect(stored.flatMap((segment) => [...segment.bytes])).toEqual(written);
        }
      }),
    );
  });

  test('cuts every segment but the last of a part to the same size, and none is empty', () => {
    fc.assert(
      fc.property(pushes, (all) => {
        const { segments, packer } = pack(all);

        for (const [part, facts] of Object.entries(packer.facts())) {
          const sizes = segments
            .filter((segment) => segment.part === part)
            .map((segment) => segment.bytes.length);
          expect(sizes.slice(0, -1).every((size) => size === SIZE)).toBe(true);
          expect(sizes.every((size) => size > 0 && size <= SIZE)).toBe(true);
          expect(facts).toEqual({
            segments: sizes.length,
            bytes: sizes.reduce((sum, size) => sum + size, 0),
          });
        }
      }),
    );
  });

  test('does not touch a segment it gave away when more is pushed', () => {
    const packer = new SegmentPacker(SIZE);
    packer.push('a', new Uint8Array(5).fill(1));
    const [segment] = packer.push('a', new Uint8Array(3).fill(1));

    packer.push('a', new Uint8Array(7).fill(2));

    expect(segment.bytes).toEqual(new Uint8Array(8).fill(1));
  });

  test('knows a part that nothing was written to', () => {
    const { packer, segments } = pack([['a', new Uint8Array(0)]]);

    expect(segments).toEqual([]);
    expect(packer.facts()).toEqual({ a: { bytes: 0, segments: 0 } });
  });
});
