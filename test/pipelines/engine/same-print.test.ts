import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { encodePrint } from '../../../fingerprints/print/print-codec.ts';
import { knownPrints, loadPrints } from '../../../src/pipelines/load-prints.ts';
import { people, tableOf } from '../generated-files.ts';
import { Workplace } from '../workplace.ts';
import { type EngineWishes, withEngine } from './with-engine.ts';

const place = new Workplace();

/** Lines as they arrive: quoted, blank, in another code page, of another width, cut in two, another table in the middle. */
function messyTable(count: number): Buffer {
  const { header, rows } = tableOf(people(count));
  const lines = rows.map((cells, at) => {
    if (at % 97 === 0) return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
    if (at % 211 === 3) return cells.map(() => '').join(';');
    if (at % 389 === 4) return cells.slice(0, -2).join(';');
    if (at % 401 === 5) return `${cells.join(';')};more`;
    if (at % 433 === 6) return cells.with(3, 'n/a').with(6, '31/02/1980').join(';');
    if (at % 577 === 7) return cells.with(8, `"1 rue ""Neuve""\n; étage"`).join(';');
    if (at % 601 === 8) return cells.with(3, '李 小龍').with(5, 'Zoé-Ève ﬁ').join(';');
    return cells.join(';');
  });
  const other = Array.from({ length: 40 }, (_, at) => `${at};2024-01-0${(at % 9) + 1};red`);
  lines.splice(Math.floor(count / 2), 0, '', 'number;day;colour', ...other, '', header.join(';'));
  const encoded = lines.map((line, at) => Buffer.from(`${line}\n`, at % 5 === 1 ? 'latin1' : 'utf8'));
  return Buffer.concat([Buffer.from(`${header.join(';')}\n`), ...encoded]);
}

/** All that is known of a table that was added: how it was read, and the print byte for byte. */
async function added(name: string, engine: EngineWishes | null, wishes = {}) {
  place.context = engine === null ? place.context : withEngine(place, engine);
  const report = await place.add(name, place.path('table.csv'), wishes);
  const [loaded] = await loadPrints(place.store, await knownPrints(place.store, [name]));
  const parts = [...encodePrint(loaded!.print)].map((part) => ({ ...part, bytes: Buffer.from(part.bytes) }));
  return { meta: loaded!.print.meta, columns: report.columns, coverage: report.coverage, parts };
}

test.each([
  ['in this thread', { threads: 0 }],
  ['on two threads', { threads: 2 }],
  ['in small blocks in this thread', { threads: 0, blockBytes: 16_000 }],
  ['in small blocks on two threads', { threads: 2, blockBytes: 16_000 }],
])(
  'a table that is read by blocks %s has the print of one that is read by rows',
  async (_, engine) => {
    writeFileSync(place.path('table.csv'), messyTable(2_000));

    const plain = await added('plain', null);
    const fast = await added('fast', engine);

    expect(plain.meta.rows).toBeGreaterThan(1_900);
    expect(plain.coverage.skipped).not.toEqual([]);
    expect(fast).toEqual(plain);
  },
  60_000,
);

test('so has a table that is longer than its head, and than the blocks that wait', async () => {
  writeFileSync(place.path('table.csv'), messyTable(21_000));

  const plain = await added('plain', null);

  expect(await added('fast', { threads: 2, blockBytes: 16_000 })).toEqual(plain);
}, 120_000);

test('so has a table with a key, and without columns that were ignored', async () => {
  writeFileSync(place.path('table.csv'), messyTable(1_500));
  const wishes = {
    keyColumn: 'NUM_DOSSIER',
    ignoredColumns: ['NOM', 'NOM_NAISSANCE'],
    fields: { CP: 'code' },
  };

  const plain = await added('plain', null, wishes);

  expect(await added('fast', { threads: 2, blockBytes: 16_000 }, wishes)).toEqual(plain);
}, 60_000);
