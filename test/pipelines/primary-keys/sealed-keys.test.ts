import { describe, expect, test } from 'vitest';
import { KeyCollector, ROWS_A_BLOCK } from '../../../src/pipelines/primary-keys/key-collector.ts';
import { openKeys, type RowKey, sealKeys } from '../../../src/pipelines/primary-keys/sealed-keys.ts';
import { refusalOf } from '../../store/test-home.ts';

const SEAL = { subkey: new Uint8Array(32).fill(3), printId: 'p_one' };
const SALT = new Uint8Array(16).fill(9);
const ROWS = 2 * ROWS_A_BLOCK + 7;

function sealed(): Uint8Array[] {
  const collector = new KeyCollector(1);
  const rows = Array.from({ length: ROWS }, (_, at) => ({
    number: at + 1,
    section: 0,
    cells: ['x', at === 3 ? 'é'.repeat(40_000) : `clé ${at}`],
  }));
  collector.add({ kind: 'rows', rows }, () => new Uint8Array(0));
  return [...sealKeys(collector.blocks(), collector.rows, SALT, SEAL)];
}

async function opened(
  chunks: readonly Uint8Array[],
  seal = SEAL,
  isWanted: (row: number) => boolean = () => true,
): Promise<RowKey[]> {
  const keys: RowKey[] = [];
  for await (const key of openKeys(inPieces(chunks), isWanted, seal)) keys.push(key);
  return keys;
}

/** Cut anywhere, as segments are. */
async function* inPieces(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  const whole = Buffer.concat(chunks);
  for (let at = 0; at < whole.length; at += 7001) yield whole.subarray(at, at + 7001);
}

describe('sealed primary keys', () => {
  test('come back as they were, also one longer than a block begins with', async () => {
    const keys = await opened(sealed());

    expect(keys).toHaveLength(ROWS);
    expect(keys[3]!.key).toBe('é'.repeat(40_000));
    expect(keys.at(-1)).toEqual({ row: ROWS - 1, key: `clé ${ROWS - 1}` });
  });

  test('are given for the rows that are wanted alone', async () => {
    const keys = await opened(sealed(), SEAL, (row) => row === 5 || row === ROWS_A_BLOCK * 2);

    expect(keys.map(({ row }) => row)).toEqual([5, ROWS_A_BLOCK * 2]);
  });

  test.each([
    [
      'a changed byte',
      (chunks: Uint8Array[]) => chunks.map((one, at) => (at === 2 ? flipped(one) : one)),
      SEAL,
    ],
    ['blocks in another order', ([head, a, b, c]: Uint8Array[]) => [head!, b!, a!, c!], SEAL],
    ['a missing end', (chunks: Uint8Array[]) => chunks.slice(0, -1), SEAL],
    ['another print', (chunks: Uint8Array[]) => chunks, { ...SEAL, printId: 'p_two' }],
    ['another key', (chunks: Uint8Array[]) => chunks, { ...SEAL, subkey: new Uint8Array(32).fill(4) }],
  ])('are refused with %s', async (_, change, seal) => {
    expect(await refusalOf(opened(change(sealed()), seal))).toMatchObject({ code: 'RP_KEYS_UNREADABLE' });
  });
});

function flipped(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[100]! ^= 1;
  return changed;
}
