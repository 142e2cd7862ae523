import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { sweepEndpoint } from '../../../src/pipelines/sweep/sweep-endpoint.ts';
import { bytesOf, contentsOf, findings, plantedTable, plantedTexts } from '../../e2e/planted.ts';
import { KEYS, QUIET } from '../workplace.ts';
import { WatchPlace } from './watch-place.ts';

const place = new WatchPlace();
const NEEDLES = plantedTexts().map((text) => [text, bytesOf(text)] as const);

test('no cell, no key and no login stands in the home, the transcript or the report after sweeps', async () => {
  const { header, rows } = plantedTable();
  const text = [header, ...rows].map((cells) => cells.join(';')).join('\n');
  const login = {
    kind: 'password',
    user: new Secret('planted-user-3391'),
    password: new Secret('planted-password-9921'),
  } as const;
  const logins = ['planted-user-3391', 'planted-password-9921'].map((one) => [one, bytesOf(one)] as const);
  place.server.put('/pub/lab.csv', text);
  place.server.put('/pub/bare.txt', rows.map((cells) => cells.join('|')).join('\r\n'));
  place.server.fail('/pub/lab.csv', { kind: 'break', after: 2000 });

  const report = await sweepEndpoint(place.watch, await place.endpoint(), login, QUIET);
  const again = await place.sweepLater(1);
  const transcript = await place.store.sweeps.transcript(report.id);
  await place.store.close();

  const contents = new Map<string, Buffer>(contentsOf(place.home));
  contents.set('reports', Buffer.from(JSON.stringify([report, again])));
  contents.set('transcript', Buffer.from(transcript.join('\n')));
  contents.set('planted, to see that it is found', Buffer.from(`${plantedTexts()[0]!} planted-user-3391`));
  expect(findings(contents, [...NEEDLES, ...logins])).toEqual([
    `${plantedTexts()[0]!} in planted, to see that it is found`,
    'planted-user-3391 in planted, to see that it is found',
  ]);
  expect(transcript.length).toBeGreaterThan(2);
  expect(await readdir(place.watch.spoolFolder).catch(() => [])).toEqual([]);
  expect([...contents.values()].some((bytes) => bytes.includes(Buffer.from(KEYS.keyId)))).toBe(true);
  place.store = { ...place.store, close: async () => {} };
});
