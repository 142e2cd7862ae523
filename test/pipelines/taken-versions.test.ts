import { describe, expect, test } from 'vitest';
import type { TakenVersion } from '../../src/reports/attribution.ts';
import { day } from '../store/watched-samples.ts';
import { people } from './generated-files.ts';
import { extractOf, leakTextOf, WatchedServers, withOtherPhones } from './watched-servers.ts';
import { Workplace } from './workplace.ts';

const place = new Workplace();
const servers = new WatchedServers(place);
const patients = people(150);
const PATH = 'export.csv';

/** What is said of the one file, after the server held these versions of it on the 1st, the 2nd, … */
async function taken(versions: readonly string[], leak: string): Promise<TakenVersion | undefined> {
  for (const [at, text] of versions.entries()) await servers.sweep('processor', at + 1, { [PATH]: text });
  const report = await place.checkText(leak);
  expect(report.attribution!.versions.length).toBeLessThan(2);
  return report.attribution!.versions[0];
}

describe('the version that a leak was taken from', () => {
  test.each([
    ['first', 0, null, day(2)],
    ['second', 1, day(1), day(3)],
    ['third', 2, day(2), null],
  ])('is told by changed cells: %s of three', async (_, from, takenAfter, takenBefore) => {
    const versions = [patients, withOtherPhones(patients, 0, 40), withOtherPhones(patients, 0, 60)];

    const found = await taken(
      versions.map((version) => extractOf(version)),
      leakTextOf(versions[from]!),
    );

    expect(found).toMatchObject({
      path: PATH,
      versions: 3,
      fitting: 1,
      isTold: true,
      takenAfter,
      takenBefore,
    });
    expect(found!.rowsFitting).toBe(150);
    expect(found!.rowsFittingNext).toBeLessThan(135);
  });

  test('is told by changed cells from a part of the file too', async () => {
    const after = withOtherPhones(patients, 0, 75);

    const found = await taken([extractOf(patients), extractOf(after)], leakTextOf(after.slice(50, 125)));

    expect(found).toMatchObject({ isTold: true, takenAfter: day(1), rowsFitting: 75 });
  });

  test('is told by rows that were removed', async () => {
    const found = await taken(
      [extractOf(patients), extractOf(patients.slice(30))],
      leakTextOf(patients.slice(0, 100)),
    );

    expect(found).toMatchObject({ isTold: true, takenAfter: null, takenBefore: day(2), rowsPresent: 100 });
    expect(found!.rowsFittingNext).toBe(70);
  });

  test('is the older one when the leak is all of it and lacks the rows that were appended', async () => {
    const found = await taken(
      [extractOf(patients.slice(0, 125)), extractOf(patients)],
      leakTextOf(patients.slice(0, 125)),
    );

    expect(found).toMatchObject({ isTold: true, takenBefore: day(2), reverseShare: 1 });
    expect(found!.rowsFittingNext).toBe(found!.rowsFitting);
  });

  test('is the newer one when the leak is all of it and rows had been removed', async () => {
    const found = await taken(
      [extractOf(patients), extractOf(patients.slice(0, 125))],
      leakTextOf(patients.slice(0, 125)),
    );

    expect(found).toMatchObject({ isTold: true, takenAfter: day(1), takenBefore: null });
  });

  test('is not told from a part that stands in both', async () => {
    const found = await taken(
      [extractOf(patients.slice(0, 125)), extractOf(patients)],
      leakTextOf(patients.slice(0, 60)),
    );

    expect(found).toMatchObject({ isTold: false, fitting: 2, takenAfter: null, takenBefore: null });
    expect([found!.firstSeenAt, found!.lastSeenAt]).toEqual([day(1), day(2)]);
  });

  test('is not told by fewer changed rows than slips may bring', async () => {
    const found = await taken(
      [extractOf(patients), extractOf(withOtherPhones(patients, 0, 3))],
      leakTextOf(patients.slice(0, 100)),
    );

    expect(found).toMatchObject({ isTold: false, fitting: 2, takenAfter: null });
    expect(found!.rowsFitting - found!.rowsFittingNext).toBe(3);
  });

  test('leaves open two versions of three, and says between which dates both lie', async () => {
    const versions = [withOtherPhones(patients, 0, 50), patients.slice(0, 125), patients];

    const found = await taken(
      versions.map((version) => extractOf(version)),
      leakTextOf(patients.slice(0, 60)),
    );

    expect(found).toMatchObject({
      isTold: false,
      versions: 3,
      fitting: 2,
      takenAfter: day(1),
      takenBefore: null,
    });
  });

  test('is not told between a version and the same content put back later', async () => {
    const versions = [patients, withOtherPhones(patients, 0, 50), patients].map((version) =>
      extractOf(version),
    );

    const found = await taken(versions, leakTextOf(patients));

    expect(found).toMatchObject({ isTold: false, versions: 3, fitting: 2, rowsFitting: 150 });
  });

  test('is told through the slips of a leak', async () => {
    const after = withOtherPhones(patients, 0, 30);
    // Every fifth person has moved house by the time of the leak: no version has these streets.
    const dirty = after.map((person, at) =>
      at % 5 === 0 ? { ...person, home: people(1, 5000 + at)[0]!.home } : person,
    );

    const found = await taken([extractOf(patients), extractOf(after)], leakTextOf(dirty));

    expect(found).toMatchObject({ isTold: true, takenAfter: day(1) });
  });

  test('counts a file with two tables as one', async () => {
    const more = people(120, 2000);
    const stacked = (first: typeof patients, second: typeof patients): string =>
      `${extractOf(first)}\n${extractOf(second, ['NIR', 'NOM', 'PRENOM', 'DATE_NAISSANCE', 'TEL_MOBILE', 'EMAIL'])}`;
    const changed = withOtherPhones(more, 0, 30);

    const found = await taken(
      [stacked(patients, more), stacked(patients, changed)],
      leakTextOf([...patients, ...changed]),
    );

    expect(found).toMatchObject({ isTold: true, versions: 2, takenAfter: day(1), rowsPresent: 270 });
  });

  test('is not asked of a file that had one version, or holds nothing of the leak', async () => {
    await servers.sweep('processor', 1, { a: extractOf(patients), b: extractOf(people(100, 3000)) });
    await servers.sweep('processor', 2, { a: extractOf(patients), b: extractOf(people(100, 4000)) });

    const report = await place.checkText(leakTextOf(patients));

    expect(report.attribution!.versions).toEqual([]);
  });
});
