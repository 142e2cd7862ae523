import { describe, expect, test } from 'vitest';
import type { AttributedEndpoint } from '../../src/reports/attribution.ts';
import type { Report } from '../../src/reports/report.ts';
import { day } from '../store/watched-samples.ts';
import { people } from './generated-files.ts';
import { extractOf, leakTextOf, WatchedServers } from './watched-servers.ts';
import { Workplace } from './workplace.ts';

const place = new Workplace();
const servers = new WatchedServers(place);
const patients = people(120);

async function described(): Promise<AttributedEndpoint> {
  const { attribution } = await place.checkText(leakTextOf(patients));
  return attribution!.endpoints[0]!;
}

function endpointOf({ overlaps }: Report): Report['overlaps'][number] {
  return overlaps.find(({ print }) => print.kind === 'endpoint')!;
}

describe('an endpoint in an attribution', () => {
  test('was read whole where its newest sweep left out nothing', async () => {
    await servers.sweep('processor', 1, { 'a.csv': extractOf(patients) });

    expect(await described()).toMatchObject({
      lastSweptAt: day(1),
      wasReached: true,
      wasReadWhole: true,
      partsNotRead: 0,
      isGone: false,
    });
  });

  test('says how much its last sweep did not read', async () => {
    const skipped = [{ what: 'b.7z', reason: 'encrypted' }];
    await servers.sweep(
      'processor',
      1,
      { 'a.csv': extractOf(patients) },
      { coverage: { complete: false, skipped } },
    );

    expect(await described()).toMatchObject({ wasReached: true, wasReadWhole: false, partsNotRead: 1 });
  });

  test('was not read whole while its newest sweep goes on', async () => {
    await servers.sweep('processor', 1, { 'a.csv': extractOf(patients) });
    const endpoint = await place.store.endpoints.get('processor');
    const { sweep } = await place.store.sweeps.begin(endpoint.id);

    expect(await described()).toMatchObject({ lastSweptAt: day(1), wasReached: true, wasReadWhole: false });
    await place.store.sweeps.suspend(sweep.id);
  });

  test('is not gone because it was not reached: nobody saw its files missing', async () => {
    await servers.sweep('processor', 1, { 'a.csv': extractOf(patients) });
    await servers.sweep('processor', 2, {}, { isReached: false });

    expect(await described()).toMatchObject({ isGone: false, wasReached: false, lastSweptAt: day(2) });
  });

  test('counts a file of several versions once, in the one of which most is in the leak', async () => {
    await servers.sweep('processor', 1, { 'a.csv': extractOf(patients.slice(0, 40)) });
    await servers.sweep('processor', 2, { 'a.csv': extractOf(patients.slice(0, 100)) });

    const { rows, reverse, persons } = endpointOf(await place.checkText(leakTextOf(patients)));

    expect({ rows: rows.present, reverse, persons }).toEqual({
      rows: 100,
      reverse: { total: 100, present: 100, share: 1 },
      persons: 100,
    });
  });

  test('counts a person of two files once, and the rows of both', async () => {
    await servers.sweep('processor', 1, {
      'a.csv': extractOf(patients.slice(0, 60)),
      'b.csv': extractOf(patients.slice(30, 90), ['NIR', 'NOM', 'PRENOM', 'DATE_NAISSANCE', 'EMAIL']),
    });

    const { rows, reverse, persons } = endpointOf(await place.checkText(leakTextOf(patients)));

    expect({ rows: rows.present, found: reverse.present, persons }).toEqual({
      rows: 90,
      found: 120,
      persons: 90,
    });
  });
});
