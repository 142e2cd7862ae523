import { describe, expect, test } from 'vitest';
import { explainRow } from '../../src/pipelines/explain-row.ts';
import { refusalOf } from '../store/test-home.ts';
import { leakOf, people, tableOf } from './generated-files.ts';
import { Workplace } from './workplace.ts';

const place = new Workplace();
const STRANGERS = people(10, 20_480);

describe('explaining a row', () => {
  test('names the record it fits, and bits of the columns that add up', async () => {
    const patients = people(300);
    await place.addPeople('lab_a', patients);
    const { id } = await place.checkPeople([...STRANGERS, ...patients.slice(120, 140)]);

    const explained = await explainRow(place.store, id, 11, undefined);

    expect(explained).toMatchObject({
      schema: 'rowprint.explanation/1',
      report: id,
      suspect: 'leak.txt',
      row: 11,
      verdict: 'present',
      print: { name: 'lab_a', kind: 'table' },
      printRow: 121,
    });
    const sum = explained.columns.reduce((total, { bits }) => total + bits, 0);
    expect(sum).toBeCloseTo(explained.bits, 6);
    expect(explained.bits).toBeGreaterThan(explained.thresholdBits!);
    expect(explained.columns.find(({ column }) => column === 'NIR')).toMatchObject({
      index: 7,
      outcome: 'agree',
    });
  });

  test('says that a stranger is in none of the prints, without a made-up threshold', async () => {
    await place.addPeople('lab_a', people(200));
    await place.addPeople('lab_b', people(200, 4096));
    const { id } = await place.checkPeople(['stranger'].flatMap(() => STRANGERS));

    const all = await Promise.all(STRANGERS.map((_, at) => explainRow(place.store, id, at + 1, undefined)));

    expect(new Set(all.map(({ verdict }) => verdict))).toEqual(new Set(['absent']));
    for (const { printRow, thresholdBits, notes } of all.filter((one) => one.printRow === null)) {
      expect({ printRow, thresholdBits }).toEqual({ printRow: null, thresholdBits: null });
      expect(notes[0]).toContain("'lab_a' or 'lab_b'");
    }
  });

  test('holds the row against the print asked for', async () => {
    const patients = people(200);
    await place.addPeople('lab_a', patients);
    await place.addPeople('lab_b', people(200, 4096));
    const { id } = await place.checkPeople(patients.slice(0, 20));

    expect(await explainRow(place.store, id, 3, 'lab_b')).toMatchObject({
      verdict: 'absent',
      print: { name: 'lab_b' },
    });
    expect(await explainRow(place.store, id, 3, 'lab_a')).toMatchObject({ verdict: 'present', printRow: 3 });
  });

  test('shows no cell of either side', async () => {
    const patients = people(200);
    await place.addPeople('lab_a', patients);
    const { id } = await place.checkPeople(patients.slice(0, 20));

    const text = JSON.stringify(await explainRow(place.store, id, 5, undefined)).toLowerCase();

    const cells = [...tableOf(patients).rows[4]!, ...leakOf(patients)[4]!].filter((cell) => cell.length > 5);
    expect(cells.length).toBeGreaterThan(10);
    expect(cells.filter((cell) => text.includes(cell.toLowerCase()))).toEqual([]);
  });

  test('refuses rows that are not there, unknown reports and prints not compared with', async () => {
    await place.addPeople('lab_a', people(100));
    const { id } = await place.checkPeople(people(20));

    const refusals = await Promise.all(
      [
        explainRow(place.store, id, 0, undefined),
        explainRow(place.store, id, 21, undefined),
        explainRow(place.store, 'r_none', 1, undefined),
        explainRow(place.store, id, 1, 'lab_z'),
      ].map(refusalOf),
    );

    expect(refusals.map(({ code }) => code)).toEqual(['RP_USAGE', 'RP_USAGE', 'RP_USAGE', 'RP_USAGE']);
    expect(refusals[1]!.message).toContain('rows 1 to 20, not 21');
    expect(refusals[3]!.message).toContain('it was with lab_a');
  });

  test('says that the print was erased since', async () => {
    await place.addPeople('lab_a', people(100));
    const { id } = await place.checkPeople(people(20));
    await place.store.tables.forget('lab_a');

    const refusal = await refusalOf(explainRow(place.store, id, 1, undefined));

    expect(refusal).toMatchObject({ code: 'RP_USAGE', message: expect.stringContaining('was erased since') });
  });
});
