import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { IdentifiesNobodyError, refreshTable } from '../../src/pipelines/fingerprint-table.ts';
import { listTables } from '../../src/pipelines/list-known.ts';
import { refusalOf } from '../store/test-home.ts';
import { people, writeTable } from './generated-files.ts';
import { logicalDump } from './logical-dump.ts';
import { cancelledAt, QUIET, Workplace } from './workplace.ts';

const place = new Workplace();

/** A table of 500 rows in which nobody can be told from others. */
async function writeAnonymous(): Promise<string> {
  const rows = Array.from({ length: 500 }, (_, at) => `${['red', 'green', 'blue'][at % 3]};${at % 2}`);
  await writeFile(place.path('votes.csv'), `COLOUR;ANSWER\n${rows.join('\n')}\n`);
  return place.path('votes.csv');
}

describe('adding a table', () => {
  test('tells rows, people and what became of every column', async () => {
    const report = await place.addPeople('lab_a', people(300));

    expect(report).toMatchObject({ schema: 'rowprint.table/1', rows: 300, persons: 300, warnings: [] });
    expect(report.coverage).toMatchObject({ complete: true, skipped: [] });
    const columns = new Map(report.columns.map((column) => [column.name, column]));
    expect(columns.get('NIR')).toMatchObject({ field: 'nir', distinct: 300, empty: 0, indexed: true });
    expect(columns.get('EMAIL')).toMatchObject({ field: 'email' });
    expect(report.columns).toHaveLength(22);
  });

  test('reads a column as it is told to, and leaves out what it is told to', async () => {
    await writeTable(place.path('lab.csv'), people(300));

    const report = await place.add('lab', place.path('lab.csv'), {
      fields: { NUM_DOSSIER: 'text' },
      ignoredColumns: ['NIR'],
    });

    expect(report.columns.find(({ name }) => name === 'NUM_DOSSIER')).toMatchObject({ field: 'text' });
    expect(report.columns.find(({ name }) => name === 'NIR')).toMatchObject({
      ignored: true,
      indexed: false,
    });
    expect((await place.store.tables.get('lab')).options).toMatchObject({
      fields: { NUM_DOSSIER: 'text' },
      ignored: ['NIR'],
    });
  });

  test.each([
    ['a column to ignore that is not there', { ignoredColumns: ['NOPE'] }, "no column 'NOPE'"],
    ['a field for a column that is not there', { fields: { NOPE: 'nir' } }, "no column 'NOPE'"],
    ['a field that does not exist', { fields: { NOM: 'surname' } }, "no field 'surname'"],
    ['a key that is not there', { keyColumn: 'ID' }, "no column 'ID'"],
  ])('refuses %s and stores nothing', async (_, wishes, sentence) => {
    await writeTable(place.path('lab.csv'), people(50));
    const before = logicalDump(place.home);

    const refusal = await refusalOf(place.add('lab', place.path('lab.csv'), wishes));

    expect(refusal).toMatchObject({ code: 'RP_USAGE' });
    expect(refusal.message).toContain(sentence);
    expect(logicalDump(place.home)).toEqual(before);
  });

  test('refuses a table whose columns identify nobody, with the reason and the way out', async () => {
    const before = logicalDump(place.home);

    const refusal = await refusalOf(place.add('votes', await writeAnonymous()));

    expect(refusal).toBeInstanceOf(IdentifiesNobodyError);
    expect(refusal.message).toMatch(/'votes' identify nobody: 0 % of its rows.*--field.*--force/);
    expect(logicalDump(place.home)).toEqual(before);
  });

  test('takes such a table when forced, and says so then and in every report', async () => {
    const { warnings } = await place.add('votes', await writeAnonymous(), { force: true });

    const reports = [await place.checkPeople(people(20)), await place.checkPeople(people(30))];

    expect(warnings).toEqual([expect.stringContaining("0 % of the rows of 'votes'")]);
    expect(reports.map((report) => report.warnings)).toEqual([warnings, warnings]);
  });

  test('refuses a table without rows', async () => {
    await writeFile(place.path('none.csv'), 'NIR;NOM;PRENOM\n');

    const refusal = await refusalOf(place.add('none', place.path('none.csv')));

    expect(refusal).toMatchObject({ code: 'RP_USAGE', message: expect.stringContaining('no rows') });
    expect(await listTables(place.store)).toEqual([]);
  });

  test('names a SOURCE that is written like no source', async () => {
    await writeFile(place.path('lab.xyz'), 'a;b\n');

    const refusal = await refusalOf(place.add('lab', place.path('lab.xyz')));

    expect(refusal.message).toContain(`${place.path('lab.xyz')} is not written like a SOURCE`);
  });

  test('says of a SOURCE that is missing or a folder just that', async () => {
    expect((await refusalOf(place.add('lab', place.path('lab')))).message).toContain('there is no file');
    expect((await refusalOf(place.add('lab', place.folder))).message).toContain('is a folder');
  });

  test.each(['fingerprinting', 'indexing'])('leaves nothing when it is cancelled while %s', async (step) => {
    await writeTable(place.path('lab.csv'), people(2000));
    const before = logicalDump(place.home);

    const refusal = await refusalOf(place.add('lab', place.path('lab.csv'), {}, cancelledAt(step)));

    expect(refusal).toBeInstanceOf(CancelledError);
    expect(logicalDump(place.home)).toEqual(before);
  });
});

describe('refreshing a table', () => {
  const refresh = (source?: string, run = QUIET) =>
    refreshTable(
      place.context,
      { name: 'lab', ...(source === undefined ? {} : { source }) },
      source ?? null,
      run,
    );

  test('adds a snapshot: the old one stays, reports use the new one', async () => {
    await place.addPeople('lab', people(200));
    await writeTable(place.path('lab.csv'), people(260));

    const report = await refresh();

    const prints = await place.store.prints.list({ kind: 'table' });
    expect(prints).toHaveLength(2);
    expect(prints.at(-1)!.id).toBe(report.print);
    expect(await listTables(place.store)).toMatchObject([{ name: 'lab', rows: 260, snapshots: 2 }]);
    const found = await place.checkPeople(people(40, 200));
    expect(found.overlaps[0]).toMatchObject({ print: { id: report.print }, reverse: { total: 260 } });
    expect(found.overlaps[0]!.rows.present).toBeGreaterThanOrEqual(39);
  });

  test('reads from another place from then on where it is told one', async () => {
    await place.addPeople('lab', people(100));
    await writeTable(place.path('newer.csv'), people(120));

    await refresh(place.path('newer.csv'));

    expect((await place.store.tables.get('lab')).source).toBe(place.path('newer.csv'));
    expect(await refresh()).toMatchObject({ rows: 120 });
  });

  test('remembers fields and ignored columns', async () => {
    await writeTable(place.path('lab.csv'), people(100));
    await place.add('lab', place.path('lab.csv'), { fields: { CP: 'code' }, ignoredColumns: ['EMAIL'] });

    const { columns } = await refresh();

    expect(columns.find(({ name }) => name === 'CP')).toMatchObject({ field: 'code' });
    expect(columns.find(({ name }) => name === 'EMAIL')).toMatchObject({ ignored: true });
  });

  test.each(['fingerprinting', 'indexing'])('changes nothing when it is cancelled while %s', async (step) => {
    await place.addPeople('lab', people(1500));
    await writeTable(place.path('newer.csv'), people(1600));
    const before = logicalDump(place.home);

    const refusal = await refusalOf(refresh(place.path('newer.csv'), cancelledAt(step)));

    expect(refusal).toBeInstanceOf(CancelledError);
    expect(logicalDump(place.home)).toEqual(before);
  });

  test('changes nothing when the source is gone', async () => {
    await place.addPeople('lab', people(100));
    const before = logicalDump(place.home);

    await refusalOf(refresh(place.path('gone.csv')));

    expect(logicalDump(place.home)).toEqual(before);
  });
});

describe('forgetting a table', () => {
  test('erases all its prints and nothing else', async () => {
    await place.addPeople('other', people(100, 1024));
    const before = logicalDump(place.home);
    await place.addPeople('lab', people(100));
    await refreshTable(place.context, { name: 'lab' }, null, QUIET);

    const erased = await place.store.tables.forget('lab');

    expect(erased.erasedPrints).toBe(2);
    expect(logicalDump(place.home)).toEqual(before);
  });
});
