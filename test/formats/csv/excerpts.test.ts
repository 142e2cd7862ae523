import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { csvFormat } from '../../../src/formats/csv/csv-format.ts';
import { PEOPLE_HEADER, people, toText } from './people.ts';
import { LIMITS, sourceOf } from './reading.ts';

const rows = people(600);
const lines = toText(rows).split('\n');
const head = `${PEOPLE_HEADER.join(';')}\n${lines.slice(0, 100).join('\n')}\n`;

/** Open a head and read excerpts of lines with it. */
async function excerptRows(opened: string | Uint8Array, excerpts: readonly (string | Uint8Array)[]) {
  const file = await csvFormat.open(sourceOf(opened), LIMITS);
  const pieces = async function* () {
    for (const excerpt of excerpts) yield Buffer.from(excerpt);
  };
  const batches: (readonly (readonly string[])[])[] = [];
  const numbers: number[] = [];
  for await (const batch of file.excerptRows!(pieces())) {
    batches.push(batch.map(({ cells }) => cells));
    numbers.push(...batch.map(({ number }) => number));
  }
  return { batches, numbers, facts: file.facts() };
}

function text(from: number, to: number): string {
  return `${lines.slice(from, to).join('\n')}\n`;
}

describe('rows of excerpts', () => {
  test('are those of each excerpt, with the columns of the head', async () => {
    const { batches, facts } = await excerptRows(head, [text(200, 240), '', text(500, 510)]);

    expect(batches).toEqual([rows.slice(200, 240), [], rows.slice(500, 510)]);
    expect(facts.sections[0]!.headers).toEqual(PEOPLE_HEADER);
  });

  test('are numbered in rising order, each once', async () => {
    const { numbers } = await excerptRows(head, [text(200, 240), text(500, 510)]);

    expect(numbers).toHaveLength(50);
    expect(numbers.every((number, at) => at === 0 || number > numbers[at - 1]!)).toBe(true);
  });

  test('leave out the header where it stands in an excerpt', async () => {
    const { batches } = await excerptRows(head, [head]);

    expect(batches).toEqual([rows.slice(0, 100)]);
  });

  test('leave out the parts of a quoted cell that the excerpt cuts', async () => {
    const cut = `second line\nend of a note";P1;X\n${text(200, 220)}P2;Y;"beginning of a note\n`;

    const { batches } = await excerptRows(head, [cut, text(300, 310)]);

    expect(batches).toEqual([rows.slice(200, 220), rows.slice(300, 310)]);
  });

  test('leave out a row whose first cells the excerpt does not have, and one without its last', async () => {
    const withoutFirst = `${rows[199]!.slice(1).join(';')}\n`;
    const withoutLast = `${rows[220]!.slice(0, 8).join(';')}\n`;

    const { batches } = await excerptRows(head, [withoutFirst + text(200, 220) + withoutLast]);

    expect(batches).toEqual([rows.slice(200, 220)]);
  });

  test('keep a row whose quoted cell runs over lines within the excerpt', async () => {
    const noted = [...rows[250]!.slice(0, 8), 'one\ntwo'];

    const { batches } = await excerptRows(head, [text(200, 210) + toText([noted]) + text(210, 220)]);

    expect(batches[0]!.map((row) => row[0])).toContain(noted[0]);
    expect(batches[0]!.length).toBe(21);
  });

  test.each(['utf16le', 'latin1'] as const)(
    'are decoded as the head was found to be: %s',
    async (encoding) => {
      const { batches } = await excerptRows(Buffer.from(head, encoding), [
        Buffer.from(text(200, 240), encoding),
      ]);

      expect(batches).toEqual([rows.slice(200, 240)]);
    },
  );

  test('are a section of their own where they have other columns', async () => {
    const other = Array.from({ length: 40 }, (_, at) => `${at};${at * 7};${at * 31}`).join('\n');

    const { facts, batches } = await excerptRows(head, [text(200, 240), `${other}\n`]);

    expect(facts.sections.map(({ columnCount }) => columnCount)).toEqual([9, 3]);
    expect(batches[1]).toHaveLength(40);
  });

  test('are not to be had of a compressed file', async () => {
    const file = await csvFormat.open(sourceOf(gzipSync(head)), LIMITS);

    expect(file.excerptRows).toBeUndefined();
  });

  test('end when the run is cancelled', async () => {
    const file = await csvFormat.open(sourceOf(head), LIMITS);
    const controller = new AbortController();
    const pieces = async function* () {
      yield Buffer.from(text(200, 210));
      controller.abort();
      yield Buffer.from(text(300, 310));
    };

    const reading = async (): Promise<void> => {
      for await (const _ of file.excerptRows!(pieces(), controller.signal)) void _;
    };

    await expect(reading()).rejects.toThrow(CancelledError);
  });
});
