import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, test } from 'vitest';
import { LABORATORY_A } from '../../src/demo/laboratories.ts';
import { writeRow } from '../../src/demo/layouts.ts';
import { MODEL_SOURCES, makeModelCase, writeModelCase } from '../../src/demo/model-case.ts';
import { personAt, population } from '../../src/demo/population.ts';
import { writeVolumeLeak, writeVolumeTable } from '../../src/demo/volume.ts';
import { writeDelimited } from '../../src/demo/write-delimited.ts';
import { writeSqlite } from '../../src/demo/write-sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'rowprint-demo-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('writeDelimited', () => {
  test('writes what a parser reads back, whatever stands in the cells', async () => {
    const path = join(folder, 'cells.csv');
    const rows = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', ';', '"', '\n', '\r', 'é', ' ') }), {
        minLength: 3,
        maxLength: 3,
      }),
      {
        minLength: 1,
      },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const filled = cells.map(([first, ...rest]) => [`x${first}`, ...rest]);
        await writeDelimited(path, ['h1', 'h2', 'h3'], filled, {
          delimiter: ';',
          encoding: 'utf-8',
          lineEnd: '\r\n',
          isCompressed: false,
        });
        const read = parse(readFileSync(path), { delimiter: ';', record_delimiter: '\r\n' }) as string[][];

        expect(read).toEqual([['h1', 'h2', 'h3'], ...filled]);
      }),
      { numRuns: 60 },
    );
  });

  test('writes windows-1252 with its ligatures and apostrophes', async () => {
    const path = join(folder, 'encoded.txt');

    await writeDelimited(path, null, [['Lebœuf', 'Œillet', 'é', 'Ÿ']], {
      delimiter: '\t',
      encoding: 'windows-1252',
      lineEnd: '\n',
      isCompressed: false,
    });

    expect([...readFileSync(path)]).toEqual([
      ...Buffer.from('Leb'),
      0x9c,
      ...Buffer.from('uf\t'),
      0x8c,
      ...Buffer.from('illet\t'),
      0xe9,
      9,
      0x9f,
      10,
    ]);
  });
});

test('writeSqlite replaces the file, quotes names and writes blank cells as NULL', () => {
  const path = join(folder, 'small.sqlite');
  writeSqlite(path, 'old', ['x'], []);

  writeSqlite(
    path,
    'my "table"',
    ['a b', 'c'],
    [
      ['1', ''],
      ["d'Arras", 'é'],
    ],
  );

  const database = new Database(path, { readonly: true });
  expect(database.prepare('SELECT * FROM "my ""table"""').raw().all()).toEqual([
    ['1', null],
    ["d'Arras", 'é'],
  ]);
  expect(database.prepare('SELECT count(*) FROM sqlite_master').pluck().get()).toBe(1);
  database.close();
});

describe('the model case', () => {
  const model = makeModelCase(1);
  const { truth } = model;

  test('has about 50,000 leaked rows of which 5 % are strangers and 2 % repeated', () => {
    expect(truth.leakRows).toBe(50_107);
    expect(truth.rowsUnexplained / truth.leakRows).toBeCloseTo(0.05, 2);
    expect(truth.rowsRepeated / truth.leakRows).toBeCloseTo(0.02, 3);
  });

  test('leaks 90 % of two laboratories and 5 % of the third', () => {
    for (const { name, rows, leakedShare01 } of MODEL_SOURCES) {
      const copied = new Set(
        model.leak.flatMap(({ copiedFrom }) => (copiedFrom?.table === name ? [copiedFrom.row] : [])),
      );
      expect(copied.size).toBe(Math.round(rows * leakedShare01));
    }
  });

  test('fills every laboratory, with some people in two', () => {
    expect(model.tables.map(({ people }) => people.length)).toEqual(MODEL_SOURCES.map(({ rows }) => rows));
    const ids = model.tables.flatMap(({ people }) => people.map(({ id }) => id));
    expect(ids.length - new Set(ids).size).toBeGreaterThan(300);
    expect(ids.length - new Set(ids).size).toBeLessThan(3_000);
  });

  test('is another one for another seed', () => {
    expect(makeModelCase(2).leak[0]).not.toEqual(model.leak[0]);
  });

  test('stands in its files as it was made', async () => {
    const written = await writeModelCase(join(folder, 'case', 'new'), 1);
    const at = (name: string): string => join(folder, 'case', 'new', name);

    expect(written.model.truth).toEqual(truth);
    expect(written.tables.map(({ name, controller }) => [name, controller])).toEqual([
      ['lab_a', 'Laboratory A'],
      ['lab_b', 'Laboratory B'],
      ['lab_c', 'Laboratory C'],
    ]);
    const leak = iconv.decode(readFileSync(written.leakPath), 'windows-1252');
    expect(leak).toBe(model.leak.map(({ cells }) => `${cells.join('\t')}\r\n`).join(''));
    const a = parse(iconv.decode(readFileSync(at('lab-a.csv')), 'windows-1252'), {
      delimiter: ';',
    }) as string[][];
    expect([a.length, a[0]?.length]).toEqual([32_001, 22]);
    const [, , labC] = model.tables;
    const c = parse(gunzipSync(readFileSync(at('lab-c.csv.gz')))) as string[][];
    const people = labC?.people ?? [];
    expect(c.slice(1)).toEqual(people.map((person) => writeRow(labC!.layout, labC!.organisation, person)));
    const database = new Database(at('lab-b.sqlite'), { readonly: true });
    expect(database.prepare('SELECT count(*) FROM patients').pluck().get()).toBe(19_000);
    database.close();
  });
});

describe('volume files', () => {
  const tablePath = join(folder, 'table.csv');
  const leakPath = join(folder, 'leak.txt');

  test('a table has a header, 22 columns and person n - 1 in row n', async () => {
    await writeVolumeTable(tablePath, 3_000, 9);

    const rows = parse(readFileSync(tablePath), { delimiter: ';' }) as string[][];
    expect([rows.length, rows[0]?.length]).toEqual([3_001, 22]);
    expect(rows[2_000]).toEqual(writeRow(LABORATORY_A.layout, LABORATORY_A, personAt(9, 1_999)));
    const bytesPerRow = statSync(tablePath).size / 3_000;
    expect(bytesPerRow).toBeGreaterThan(180);
    expect(bytesPerRow).toBeLessThan(260);
  });

  test('a leak has the promised members, mixed with strangers, nobody twice', async () => {
    const truth = await writeVolumeLeak(leakPath, 2_000, 9, { tableRows: 3_000 });

    const members = truth.personIds.filter((id) => id < 3_000);
    expect(members.length).toBe(1_000);
    expect(truth.rowsOfMembers).toBe(1_000);
    expect(new Set(truth.personIds).size).toBe(2_000);
    const firstHalf = truth.personIds.subarray(0, 1_000).filter((id) => id < 3_000).length;
    expect(Math.abs(firstHalf - 500)).toBeLessThan(80);
  });

  test('a leak writes each row of the person it names, and no stranger lives with a member', async () => {
    const { personIds } = await writeVolumeLeak(leakPath, 2_000, 9, { tableRows: 3_000 });

    const rows = iconv.decode(readFileSync(leakPath), 'windows-1252').trimEnd().split('\r\n');
    const nirs = rows.map((row) => (row.split('\t')[20] as string).replaceAll(' ', ''));
    const people = new Map([...population(9, 6_000)].map((person) => [person.id, person]));
    expect(nirs).toEqual([...personIds].map((id) => people.get(id)?.nir));
    const households = new Set(
      [...people.values()].filter(({ id }) => id < 3_000).map(({ householdId }) => householdId),
    );
    const strangers = [...personIds].filter((id) => id >= 3_000);
    expect(strangers.some((id) => households.has(people.get(id)?.householdId as number))).toBe(false);
  });

  test('a leak cannot have more members than the table has rows', async () => {
    await expect(writeVolumeLeak(leakPath, 100, 9, { tableRows: 40 })).rejects.toThrow(/50 members/);
  });
});
