import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ByteSource } from '../../src/core/byte-source.ts';
import { csvFormat } from '../../src/formats/csv/csv-format.ts';
import { type SuspectSurvey, surveySuspect } from '../../src/pipelines/survey-suspect.ts';

const LIMITS = { maxCellChars: 1000, maxColumns: 100, maxBytes: 2 ** 30, maxRatio: 250 };

function sourceOf(bytes: Buffer, chunkBytes = 7): ByteSource {
  return {
    name: 'leak.csv',
    bytes: null,
    async *stream(start = 0) {
      for (let at = start; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

function survey(bytes: Buffer, maxBytes = LIMITS.maxBytes): Promise<SuspectSurvey> {
  return surveySuspect(sourceOf(bytes), csvFormat, { ...LIMITS, maxBytes }, undefined, () => {});
}

test('a survey counts rows, and the cells of each column that hold something', async () => {
  const found = await survey(
    Buffer.from('name;mail;town\nAda;ada@example.org;Lyon\nBob;;Lille\nCleo;  ;Nice\n'),
  );

  expect(found.rows).toBe(3);
  expect(found.sections).toMatchObject([{ rows: 3, filled: [3, 1, 3] }]);
  expect(found.sections[0]!.sample).toHaveLength(3);
  expect(found.facts.sections[0]!.headers).toEqual(['name', 'mail', 'town']);
});

test('a survey gives the SHA-256 and size of the bytes as they are', async () => {
  const bytes = Buffer.from(`\ufeffa;b\r\n${'1;2\r\n'.repeat(5000)}`);

  const found = await survey(bytes);

  expect(found.bytes).toBe(bytes.length);
  expect(found.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('a survey hashes the whole file also where the reader stopped before its end', async () => {
  const bytes = Buffer.from('1;Ada;Lyon\n'.repeat(20_000));

  const found = await survey(bytes, 50_000);

  expect(found.coverage.complete).toBe(false);
  expect(found.bytes).toBe(bytes.length);
  expect(found.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});
