import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { LABORATORY_B } from '../../../src/demo/laboratories.ts';
import { createCsvFormat } from '../../../src/formats/csv/csv-format.ts';
import { leakOf, people, writeTable } from '../generated-files.ts';
import { Workplace } from '../workplace.ts';
import { messyLeak, PATIENTS } from './messy-leak.ts';
import { type EngineWishes, outcomeOf, withEngine } from './with-engine.ts';

const place = new Workplace();

/** Blocks of a few hundred bytes end between any two records, and wherever a record may be cut in two. */
const ENGINES: readonly EngineWishes[] = [
  { blockBytes: 300 },
  { blockBytes: 1_777, threads: 1 },
  { threads: 2 },
  { blockBytes: 300, threads: 2 },
  { blockBytes: 20_000, threads: 3 },
  { threads: 3, build: 'release' },
];

/** Rows are given to the kernel as soon as a few have taught what the columns are. */
const FORMAT = createCsvFormat({ learnRecords: 8 });

/** Check the file plainly and on engines: all find and store the same. Gives it. */
async function expectSameOnEngines(file: string, engines = ENGINES, maxColumns = 4_096) {
  const extractLimits = { ...place.context.extractLimits, maxColumns };
  const limited = { ...place.context, formats: [FORMAT], extractLimits };
  const plain = await outcomeOf(place, limited, file);
  for (const wishes of engines) {
    const { engine } = withEngine(place, wishes);
    expect(await outcomeOf(place, { ...limited, engine }, file), JSON.stringify(wishes)).toEqual(plain);
  }
  return plain;
}

test('a check on the engine finds and stores byte for byte what the plain one does', async () => {
  await place.addPeople('lab_a', PATIENTS.slice(0, 400));
  await writeTable(place.path('lab_b.csv'), PATIENTS.slice(250), LABORATORY_B);
  await place.add('lab_b', place.path('lab_b.csv'), { controller: 'Laboratory B' });
  await writeFile(place.path('leak.csv'), messyLeak());

  const { parts } = await expectSameOnEngines('leak.csv');

  // Both tables are in both sections.
  expect(Object.values(parts).filter((digits) => digits.length > 1_000)).toHaveLength(4);
}, 240_000);

test('rows of 6,000 columns, of which a block holds none, one or many, are compared all the same', async () => {
  const patients = people(200);
  await place.addPeople('lab_a', patients);
  const narrow = leakOf(patients).map((cells) => `${cells.join(';')}\n`);
  const wide = narrow.slice(0, 60).map((line) => line.replace('\n', `${';x'.repeat(5_992)}\n`));
  // The delimiter is found in the head of a file, where few rows of that width have an end.
  await writeFile(place.path('wide.csv'), [...narrow, ...wide].join(''));
  const engines = [{}, { blockBytes: 20_000 }, { threads: 2, blockBytes: 40_000 }];

  await expectSameOnEngines('wide.csv', [{}]);
  const { report } = await expectSameOnEngines('wide.csv', engines, 10_000);

  expect(report).toMatchObject({ suspect: { rows: 260 }, overlaps: [{ rows: { present: 260 } }] });
}, 240_000);

test('rows larger than a block are compared with those around them', async () => {
  const patients = people(200);
  await place.addPeople('lab_a', patients);
  const remark = (at: number) => (at % 50 === 9 ? 'x'.repeat(60_000) : 'none');
  const lines = leakOf(patients).map((cells, at) => `${cells.join(';')};${remark(at)}\n`);
  await writeFile(place.path('long.csv'), lines.join(''));

  const { report } = await expectSameOnEngines('long.csv', [{ blockBytes: 2_000 }, { threads: 2 }]);

  expect(report).toMatchObject({ suspect: { rows: 200 }, coverage: { complete: true } });
}, 240_000);

test('a suspect that is kept on the engine has the same print', async () => {
  const leaked = [...leakOf(people(700))].map((cells) => `${cells.join(';')}\n`);
  await writeFile(place.path('leak.csv'), leaked.join(''));
  const partsOf = async (keep: string, context = place.context) => {
    await outcomeOf(place, context, 'leak.csv', { keep });
    const { id } = await place.store.suspects.get(keep);
    const [print] = await place.store.prints.list({ kind: 'suspect', subjectId: id });
    const names = Object.keys(print!.parts).sort();
    return Promise.all(names.map(async (name) => [name, await place.store.prints.readAll(print!.id, name)]));
  };

  const plain = await partsOf('plain');

  expect(await partsOf('engine', withEngine(place, { threads: 2, blockBytes: 5_000 }))).toEqual(plain);
});

test('prints that do not fit in the memory of the engine are matched without it', async () => {
  const patients = people(200);
  await place.addPeople('lab_a', patients);
  await writeFile(
    place.path('leak.csv'),
    leakOf(patients)
      .map((cells) => `${cells.join(';')}\n`)
      .join(''),
  );
  const workerUrl = new URL('./throwing-worker.ts', import.meta.url);

  const { report } = await expectSameOnEngines('leak.csv', [
    { threads: 2, workerUrl, mostPrintBytes: 1_000 },
  ]);

  expect(report).toMatchObject({ overlaps: [{ rows: { present: 200 } }] });
});
