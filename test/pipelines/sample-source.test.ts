import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../src/core/byte-source.ts';
import { CancelledError } from '../../src/core/errors.ts';
import { Random } from '../../src/demo/random.ts';
import { csvFormat } from '../../src/formats/csv/csv-format.ts';
import { SourceUnreadableError } from '../../src/formats/errors.ts';
import {
  CannotSampleError,
  drawFor,
  type SampleDraw,
  sampleSource,
} from '../../src/pipelines/sample-source.ts';

const LIMITS = { maxCellChars: 65_536, maxColumns: 4096, maxBytes: 2 ** 40, maxRatio: 250 };
const DRAW: SampleDraw = { budgetBytes: 40 * 2_048, blockBytes: 2_048 };
const HEAD_BYTES = 65_536;

const ROWS = Array.from({ length: 30_000 }, (_, at) => [`P${at}`, `${at % 97}`, `town ${at % 13}`]);
const CSV = Buffer.from(`key;age;town\n${ROWS.map((row) => row.join(';')).join('\n')}\n`);

/** A file on a server: each stream is a request; it sends on until it is left. */
function remote(bytes: Buffer, part: Partial<ByteSource> = {}) {
  const requests: number[] = [];
  const sent = { bytes: 0, open: 0 };
  const source: ByteSource = {
    name: 'leak.csv',
    bytes: bytes.length,
    async *stream(start = 0) {
      requests.push(start);
      sent.open++;
      try {
        for (let from = start; from < bytes.length; from += 512) {
          const chunk = bytes.subarray(from, from + 512);
          sent.bytes += chunk.length;
          yield chunk;
        }
      } finally {
        sent.open--;
      }
    },
    ...part,
  };
  return { source, requests, sent };
}

function sample(source: ByteSource, draw = DRAW, signal?: AbortSignal) {
  const random = new Random(7);
  return sampleSource(source, [csvFormat], LIMITS, draw, () => random.unit(), signal);
}

describe('a sample', () => {
  test('holds the rows that begin in each block, and no others', async () => {
    const { blocks } = await sample(remote(CSV).source);

    expect(blocks).toHaveLength(40);
    for (const { offset, bytes, rows } of blocks) {
      const before =
        CSV.subarray(0, offset).lastIndexOf(0x0a) + 1 === offset ? offset : CSV.indexOf(0x0a, offset) + 1;
      const last = CSV.indexOf(0x0a, offset + bytes - 1);
      const expected = CSV.subarray(before, last)
        .toString()
        .split('\n')
        .filter((line) => line !== 'key;age;town')
        .map((line) => line.split(';'));
      expect(rows.map(({ cells }) => cells)).toEqual(expected);
    }
  });

  test('of all blocks holds every row once', async () => {
    const { blocks } = await sample(remote(CSV).source, { budgetBytes: 1e9, blockBytes: 2_048 });

    expect(blocks.flatMap(({ rows }) => rows.map(({ cells }) => cells))).toEqual(ROWS);
  });

  test('takes the header from the head, and where it is no text of the middle', async () => {
    const { facts } = await sample(remote(CSV).source);

    expect(facts.sections[0]!.headers).toEqual(['key', 'age', 'town']);
    expect(facts.dialect).toMatchObject({ delimiter: ';', header: true });
  });

  test('costs one request for the head and one for each block at most', async () => {
    const { source, requests, sent } = remote(CSV);

    const { bytesRead } = await sample(source);

    expect(requests.length).toBeLessThanOrEqual(41);
    expect(requests.filter((start) => start === 0)).toHaveLength(1);
    expect(sent.open).toBe(0);
    expect(sent.bytes).toBe(bytesRead);
    expect(bytesRead).toBeLessThan(HEAD_BYTES + 40 * (2_048 + 2 * 512));
  });

  test('is taken in larger and fewer blocks where each is a request', () => {
    const remoteDraw = drawFor(remote(CSV).source);
    const localDraw = drawFor({ ...remote(CSV).source, seekable: true });

    expect(remoteDraw.budgetBytes / remoteDraw.blockBytes).toBe(64);
    expect(localDraw.budgetBytes / localDraw.blockBytes).toBe(256);
  });
});

describe('what cannot be sampled is told', () => {
  test.each([
    ['compressed', remote(gzipSync(CSV)).source, 'cannot be read from the middle'],
    ['of unknown size', remote(CSV, { bytes: null }).source, 'size is not known'],
    ['binary', remote(Buffer.alloc(100_000, 3)).source, 'not a format that is read'],
  ])('%s', async (_, source, reason) => {
    const failure = await sample(source).catch((thrown: unknown) => thrown);

    expect(failure).toBeInstanceOf(CannotSampleError);
    expect(failure).toMatchObject({ code: 'RP_CANNOT_SAMPLE', reason });
  });
});

test('a source that fails half-way fails the sample, and nothing is left open', async () => {
  const { source, sent } = remote(CSV);
  let streams = 0;
  const failing: ByteSource = {
    ...source,
    stream(start, end) {
      streams++;
      if (streams === 5) throw new SourceUnreadableError('leak.csv could not be read: the server hung up');
      return source.stream(start, end);
    },
  };

  await expect(sample(failing)).rejects.toThrow(SourceUnreadableError);
  expect(sent.open).toBe(0);
});

test('a cancelled sample asks for no further block', async () => {
  const controller = new AbortController();
  const { source, requests } = remote(CSV);
  const cancelling: ByteSource = {
    ...source,
    stream(start, end) {
      if (requests.length === 3) controller.abort();
      return source.stream(start, end);
    },
  };

  await expect(sample(cancelling, DRAW, controller.signal)).rejects.toThrow(CancelledError);
  expect(requests).toHaveLength(4);
});
