import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, test } from 'vitest';
import { type Extract, makeExtracts, REPLACED_PATH } from '../../src/demo/extracts.ts';
import { truthOfExtracts } from '../../src/demo/extracts-truth.ts';
import { LEAK_LAYOUT, makeModelCase } from '../../src/demo/model-case.ts';
import { writeExtracts } from '../../src/demo/write-extracts.ts';

const SEED = 1;
const folder = mkdtempSync(join(tmpdir(), 'rowprint-extracts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const model = makeModelCase(SEED);
const extracts = makeExtracts(model, SEED);
const truth = truthOfExtracts(model, extracts);
const [processor, partner] = truth.servers as [(typeof truth.servers)[0], (typeof truth.servers)[0]];
const written = await writeExtracts(folder, extracts);

/** NIR (without its key, blanks or case) by row of a file, as somebody with a spreadsheet would see it. */
function nirsIn({ server, path, style }: Extract): string[] {
  const text = iconv.decode(readFileSync(join(folder, 'servers', server, path)), style.encoding);
  const rows = parse(text, { delimiter: style.delimiter, columns: true }) as Record<string, string>[];
  return rows.map((row) => shortNir((row.NIR ?? row.ssn ?? row.n_sécu)!));
}

function shortNir(cell: string): string {
  return cell.replaceAll(/\s/g, '').slice(0, 13);
}

function peopleOf(files: readonly Extract[]): number[] {
  return files.flatMap(({ people }) => people.map(({ id }) => id));
}

describe('the servers of the model case', () => {
  test('hold nine tenths of the leak at the processor, where four rows in ten are not in the leak', () => {
    expect(processor.leakRows / model.truth.leakRows).toBeCloseTo(0.9, 1);
    expect(processor.rowsInLeak / processor.rows).toBeGreaterThan(0.55);
    expect(processor.rowsInLeak / processor.rows).toBeLessThan(0.62);
  });

  test('hold some of the leak at the partner, and some nowhere that no table explains either', () => {
    expect(partner.leakRows).toBeGreaterThan(1_000);
    expect(truth.rowsOnNoServer).toBeGreaterThan(model.truth.rowsUnexplained);
  });

  test('hold no stranger of the leak, so that a row on a server is of a table', () => {
    const strangers = new Set(
      model.leak.filter(({ kind }) => kind !== 'member').map(({ personId }) => personId),
    );
    const served = peopleOf([...extracts.first, extracts.replacement]);

    expect(served.filter((id) => strangers.has(id))).toEqual([]);
  });

  test('hold two columns of comments that nobody declared, and so does the leak', () => {
    expect(truth.undeclaredColumns).toBe(2);
    const places = LEAK_LAYOUT.columns.flatMap(({ fact }, at) =>
      fact === 'comment' || fact === 'remark' ? [at] : [],
    );

    for (const place of places)
      expect(model.leak.filter(({ cells }) => cells[place] !== '').length).toBeGreaterThan(5_000);
  });

  test('have two versions of one extract, of which the first fits the leak better', () => {
    const inLeak = new Set(model.leak.map(({ personId }) => personId));
    const rowsOf = ({ people }: Extract): number => people.filter(({ id }) => inLeak.has(id)).length;
    const old = extracts.first.find(({ path }) => path === REPLACED_PATH)!;

    expect(truth.takenVersion).toEqual({ server: 'processor', path: REPLACED_PATH, version: 1 });
    expect(rowsOf(old) - rowsOf(extracts.replacement)).toBeGreaterThan(500);
  });

  test('are the same for the same seed', () => {
    expect(makeExtracts(model, SEED)).toEqual(extracts);
  });
});

describe('the truth about the servers', () => {
  const nirs = new Map(model.tables.flatMap(({ people }) => people).map(({ id, nir }) => [id, nir]));
  const ofLeak = model.leak.map(({ personId }) => nirs.get(personId)?.slice(0, 13) ?? null);

  test.each([processor, partner])('agrees with what stands in the files of the $server', (told) => {
    const inFiles = extracts.first.filter(({ server }) => server === told.server).flatMap(nirsIn);
    const there = new Set(inFiles);
    const leaked = new Set(ofLeak);

    expect(inFiles.length).toBe(told.rows);
    expect(inFiles.filter((nir) => leaked.has(nir)).length).toBe(told.rowsInLeak);
    expect(ofLeak.filter((nir) => nir !== null && there.has(nir)).length).toBe(told.leakRows);
  });

  test('agrees with the files on what stands on no server', () => {
    const anywhere = new Set(extracts.first.flatMap(nirsIn));

    expect(ofLeak.filter((nir) => nir === null || !anywhere.has(nir)).length).toBe(truth.rowsOnNoServer);
  });
});

test('a written extract bears its date, and is replaced by its new version', async () => {
  const path = join(written.processorRoot, REPLACED_PATH);
  const before = readFileSync(path);
  expect(statSync(path).mtime.toISOString()).toBe('2023-10-03T09:41:00.000Z');

  await written.replace();

  expect(readFileSync(path).equals(before)).toBe(false);
  expect(nirsIn(extracts.replacement).length).toBe(extracts.replacement.people.length);
  expect(existsSync(join(folder, 'servers', 'new-version.csv'))).toBe(false);
});
