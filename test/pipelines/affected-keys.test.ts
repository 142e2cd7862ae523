import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LABORATORY_A } from '../../src/demo/laboratories.ts';
import { type AffectedKeys, affectedKeys } from '../../src/pipelines/affected-keys.ts';
import { addTable, refreshTable } from '../../src/pipelines/fingerprint-table.ts';
import { listTables } from '../../src/pipelines/list-known.ts';
import { refusalOf } from '../store/test-home.ts';
import { withEngine } from './engine/with-engine.ts';
import { people, tableOf } from './generated-files.ts';
import { QUIET, Workplace } from './workplace.ts';

const place = new Workplace();

/** A table whose first column is a key that no other column resembles. */
async function writeKeyed(
  name: string,
  count: number,
  keyOf: (row: number) => string = (row) => `KEY-${row + 1}-Z`,
): Promise<string> {
  const { header, rows } = tableOf(people(count), LABORATORY_A);
  const lines = [['CLE', ...header], ...rows.map((cells, at) => [keyOf(at), ...cells])];
  const text = lines.map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\n');
  await writeFile(place.path(`${name}.csv`), `${text}\n`);
  return place.path(`${name}.csv`);
}

async function textOf(keys: AffectedKeys): Promise<string> {
  let text = '';
  for await (const lines of keys.lines()) text += lines;
  return text;
}

function keysOf(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, at) => `KEY-${from + at + 1}-Z\r\n`).join('');
}

const KEYED = { keyColumn: 'CLE', ignoredColumns: ['CLE'] };

describe('keys of the rows that leaked', () => {
  test('are those of the rows the report found, in the order of the table', async () => {
    await place.add('lab', await writeKeyed('lab', 2500), KEYED);
    const report = await place.checkPeople(people(2500).slice(1000, 1040));

    const keys = await affectedKeys(place.context, 'lab', [report.id]);

    expect(keys).toMatchObject({ keyColumn: 'CLE', rows: report.overlaps[0]!.reverse.present });
    expect(await textOf(keys)).toBe(`CLE\r\n${keysOf(1000, 1040)}`);
  });

  test('are the same where the compiled engine cut the table into blocks', async () => {
    const source = await writeKeyed('lab', 2500);
    const context = withEngine(place, { threads: 0 });
    const request = { name: 'lab', source, fields: {}, force: false, ...KEYED };
    await addTable(context, request, source, QUIET);
    const { id } = await place.checkPeople(people(2500).slice(1000, 1040));

    expect(await textOf(await affectedKeys(context, 'lab', [id]))).toBe(`CLE\r\n${keysOf(1000, 1040)}`);
  });

  test('stand nowhere in the home, neither as text nor in the print', async () => {
    await place.add('lab', await writeKeyed('lab', 1500), KEYED);
    await place.checkPeople(people(20));
    await place.store.close();

    const files = readdirSync(place.home, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    const bytes = files.map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'));

    expect(files.length).toBeGreaterThan(0);
    expect(bytes.filter((text) => /KEY-\d+-Z/.test(text))).toEqual([]);
  });

  test('come from the snapshot that was compared, also after a refresh', async () => {
    await place.add('lab', await writeKeyed('lab', 300), KEYED);
    const { id } = await place.checkPeople(people(300).slice(0, 10));
    await writeKeyed('lab', 300, (row) => `NEW-${row}`);
    await refreshTable(place.context, { name: 'lab' }, null, QUIET);
    const later = await place.checkPeople(people(300).slice(0, 10));

    expect(await textOf(await affectedKeys(place.context, 'lab', [id]))).toBe(`CLE\r\n${keysOf(0, 10)}`);
    const both = await textOf(await affectedKeys(place.context, 'lab', [id, later.id]));
    expect(both.split('\r\n')).toHaveLength(1 + 20 + 1);
  });

  test('of several reports are given once', async () => {
    await place.add('lab', await writeKeyed('lab', 300), KEYED);
    const first = await place.checkPeople(people(300).slice(0, 10));
    const second = await place.checkPeople(people(300).slice(5, 15));

    const keys = await affectedKeys(place.context, 'lab', [first.id, second.id]);

    expect(await textOf(keys)).toBe(`CLE\r\n${keysOf(0, 15)}`);
  });

  test('cannot act as formulas', async () => {
    const keyOf = (row: number): string => `=cmd|' /C calc'!A${row}`;
    await place.add('lab', await writeKeyed('lab', 300, keyOf), KEYED);
    const { id } = await place.checkPeople(people(300).slice(0, 2));

    const lines = (await textOf(await affectedKeys(place.context, 'lab', [id]))).split('\r\n');

    expect(lines.slice(1, 3).every((line) => /^"'=/.test(line))).toBe(true);
  });

  test('are told to be kept, or not, in the list of tables', async () => {
    await place.add('keyed', await writeKeyed('keyed', 300), KEYED);
    await place.addPeople('plain', people(300));

    const kept = (await listTables(place.store)).map(({ name, keepsKeys }) => [name, keepsKeys]);

    expect(kept).toEqual([
      ['keyed', true],
      ['plain', false],
    ]);
  });

  test.each([
    ['a table added without --key', 'plain', '--key COLUMN'],
    ['a table that the report does not know', 'other', "a table 'other'"],
  ])('are refused for %s', async (_, table, sentence) => {
    await place.addPeople('plain', people(300));
    const { id } = await place.checkPeople(people(20));

    const refusal = await refusalOf(affectedKeys(place.context, table, [id]));

    expect(refusal).toMatchObject({ code: 'RP_USAGE', message: expect.stringContaining(sentence) });
  });

  test('are gone with the table', async () => {
    await place.add('lab', await writeKeyed('lab', 300), KEYED);
    const { id } = await place.checkPeople(people(20));
    await place.store.tables.forget('lab');

    expect(await refusalOf(affectedKeys(place.context, 'lab', [id]))).toMatchObject({ code: 'RP_USAGE' });
  });
});
