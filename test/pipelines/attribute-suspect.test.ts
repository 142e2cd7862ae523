import { describe, expect, test } from 'vitest';
import { LABORATORY_A } from '../../src/demo/laboratories.ts';
import { declareColumns } from '../../src/pipelines/declare-columns.ts';
import type { Attribution } from '../../src/reports/attribution.ts';
import type { Report } from '../../src/reports/report.ts';
import { people, tableOf } from './generated-files.ts';
import { extractOf, leakTextOf, textOf, WatchedServers } from './watched-servers.ts';
import { Workplace } from './workplace.ts';

const place = new Workplace();
const servers = new WatchedServers(place);
const patients = people(160);
const strangers = people(20, 6000);

function attributionOf({ attribution }: Report): Attribution {
  expect(attribution).toBeDefined();
  return attribution!;
}

function overlapOf(report: Report, kind: string): Report['overlaps'][number] | undefined {
  return report.overlaps.find(({ print }) => print.kind === kind);
}

describe('the attribution of a leak', () => {
  test('is left out where no server was swept', async () => {
    await place.addPeople('lab', patients);

    expect((await place.checkText(leakTextOf(patients))).attribution).toBeUndefined();
  });

  test('tells both directions of a server that is gone, and what is on no server', async () => {
    await servers.sweep('processor', 1, {
      'a.csv': extractOf(patients.slice(0, 80)),
      'b.csv': extractOf(people(40, 3000)),
    });
    await servers.sweep('processor', 2, {});
    await servers.sweep('processor', 3, {}, { isReached: false });

    const report = await place.checkText(leakTextOf([...patients.slice(0, 72), ...strangers]));

    expect(overlapOf(report, 'endpoint')).toMatchObject({
      rows: { total: 92, present: 72 },
      reverse: { total: 120, present: 72 },
      persons: 72,
    });
    expect(attributionOf(report)).toMatchObject({
      rowsOnNoServer: 20,
      rowsOnServersOnly: 72,
      endpoints: [
        { name: 'processor', isGone: true, wasReached: false, wasReadWhole: false, filesCompared: 2 },
      ],
    });
  });

  test('counts a row on two servers once each, and explains it by one file', async () => {
    const text = extractOf(patients.slice(0, 60));
    await servers.sweep('one', 1, { 'copy.csv': text });
    await servers.sweep('two', 1, { 'copy.csv': text, 'more.csv': extractOf(patients.slice(40, 100)) });

    const report = await place.checkText(leakTextOf(patients.slice(0, 100)));

    const { explainedBy, otherAssets } = attributionOf(report);
    expect(explainedBy).toMatchObject({ rows: 100, share: 1, method: 'exact' });
    expect(explainedBy.assets.map(({ path, rows, addedRows }) => [path, rows, addedRows])).toEqual([
      ['copy.csv', 60, 60],
      ['more.csv', 60, 40],
    ]);
    expect(otherAssets).toMatchObject([{ path: 'copy.csv', rows: 60, share: 0.6 }]);
    expect(new Set([explainedBy.assets[0]!.endpoint, otherAssets[0]!.endpoint])).toEqual(
      new Set(['one', 'two']),
    );
    const endpoints = report.overlaps.filter(({ print }) => print.kind === 'endpoint');
    expect(Object.fromEntries(endpoints.map(({ print, rows }) => [print.name, rows.present]))).toEqual({
      one: 60,
      two: 100,
    });
  });

  test('explains by a file once, whatever its versions', async () => {
    await servers.sweep('processor', 1, { 'a.csv': extractOf(patients.slice(0, 80)) });
    await servers.sweep('processor', 2, { 'a.csv': extractOf(patients.slice(40, 120)) });

    const { explainedBy } = attributionOf(await place.checkText(leakTextOf(patients.slice(0, 120))));

    expect(explainedBy).toMatchObject({ rows: 120, assets: [{ path: 'a.csv', rows: 120, addedRows: 120 }] });
  });

  test('explains nothing by a file of two rows', async () => {
    await servers.sweep('processor', 1, {
      'a.csv': extractOf([...patients.slice(0, 2), ...people(60, 3000)]),
    });

    const { explainedBy, otherAssets } = attributionOf(
      await place.checkText(leakTextOf(patients.slice(0, 60))),
    );

    expect(explainedBy).toMatchObject({ assets: [], rows: 0 });
    expect(otherAssets).toEqual([]);
  });
});

describe('columns in leak and on a server that no table declares', () => {
  const columns = ['NIR', 'NOM', 'PRENOM', 'DATE_NAISSANCE', 'SEXE', 'EMAIL', 'NUM_DOSSIER'];
  const { header, rows } = tableOf(patients, LABORATORY_A);
  const places = columns.map((name) => header.indexOf(name));
  const leak = textOf(
    rows.slice(0, 80).map((cells) => places.map((at) => cells[at]!)),
    '\t',
  );
  const declared = columns.filter((name) => name !== 'NUM_DOSSIER' && name !== 'SEXE');

  test('are named with their file and the column that they are, and columns that say little are not', async () => {
    await place.addPeople('lab', patients);
    await declareColumns(place.store, 'lab', declared);
    await servers.sweep('processor', 1, { 'a.csv': extractOf(patients, columns) });

    const found = attributionOf(await place.checkText(leak)).undeclaredColumns;

    expect(found).toMatchObject([
      {
        index: 6,
        column: 'NUM_DOSSIER',
        assets: [{ endpoint: 'processor', path: 'a.csv' }],
        table: { name: 'lab', column: 'NUM_DOSSIER' },
      },
    ]);
  });

  test('are none where everything is declared', async () => {
    await place.addPeople('lab', patients);
    await servers.sweep('processor', 1, { 'a.csv': extractOf(patients, columns) });

    expect(attributionOf(await place.checkText(leak)).undeclaredColumns).toEqual([]);
  });

  test('are not asked for where the rows are in no table', async () => {
    await place.addPeople('lab', people(60, 3000));
    await servers.sweep('processor', 1, { 'a.csv': extractOf(patients, columns) });

    expect(attributionOf(await place.checkText(leak)).undeclaredColumns).toEqual([]);
  });
});
