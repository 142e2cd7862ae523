import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { LABORATORY_B } from '../../../src/demo/laboratories.ts';
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

/** Check the file plainly and on engines: all find and store the same. Gives it. */
async function expectSameOnEngines(file: string, engines = ENGINES, maxColumns = 4_096) {
  const limited = { ...place.context, extractLimits: { ...place.context.extractLimits, maxColumns } };
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

test('rows that no block holds, of 100,000 columns or larger than a block, are compared all the same', async () => {
  const patients = people(200);
  await place.addPeople('lab_a', patients);
  const wide = leakOf(patients.slice(0, 12)).map((cells) => `${cells.join(';')}${';x'.repeat(99_992)}\n`);
  await writeFile(place.path('wide.csv'), wide.join(''));
  const long = leakOf(patients).map(
    (cells, at) => `${cells.join(';')};${'x'.repeat(at % 50 === 9 ? 60_000 : 9)}\n`,
  );
  await writeFile(place.path('long.csv'), [...long, ...long, ...long, ...long].join(''));
  const engines = [{}, { threads: 2, blockBytes: 20_000 }];

  await expectSameOnEngines('wide.csv', engines, 200_000);
  await expectSameOnEngines('wide.csv', engines);
  const { report } = await expectSameOnEngines('long.csv', engines);

  expect(report).toMatchObject({ suspect: { rows: 800 }, coverage: { complete: true } });
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
