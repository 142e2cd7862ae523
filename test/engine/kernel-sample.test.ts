import { beforeAll, expect, test } from 'vitest';
import { createSlotReader, type Slot } from '../../fingerprints/engine/slot.ts';
import type { Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { createKernelSample } from '../../fingerprints/overlap/kernel-sample.ts';
import { createSample } from '../../fingerprints/overlap/sample.ts';
import { planSection, type SectionPlan } from '../../fingerprints/overlap/section-matcher.ts';
import { slotsOfSuspect } from '../../fingerprints/overlap/suspect-slots.ts';
import type { Print } from '../../fingerprints/print/print.ts';
import { openEngine, tokeniserOf } from '../../src/pipelines/engine/engine.ts';
import { guessColumn } from '../../src/pipelines/plan-columns.ts';
import { DEFAULTS, seededRandom } from '../fields/generated-people.ts';
import { PEOPLE_PLAN, personCells, printOfRows, somePeople } from '../fingerprints/people-table.ts';
import { testKeys, testTokeniser } from '../fingerprints/test-tokeniser.ts';
import { kernelModule } from './open-kernel.ts';

const people = somePeople(61, 2_048);
/** Half of them the table's, with names merged, slips, holes and names and telephones in each other's place. */
const leaked = [...people.slice(256, 1_280), ...somePeople(62, 1_024)].map((person, at) =>
  damaged(personCells(person), at),
);

let reference: Tokeniser;
let prints: Print[];
let slots: Slot[];

beforeAll(async () => {
  reference = await testTokeniser();
  prints = [people, somePeople(63, 1_024)].map((table) =>
    printOfRows(PEOPLE_PLAN, table.map(personCells), reference),
  );
  slots = slotsOfSuspect(leaked[0]!.map((_, column) => guessColumn(null, column, leaked, DEFAULTS)));
});

function damaged(cells: string[], at: number): string[] {
  const random = seededRandom(at);
  const [nir, family, given, birth, street, postcode, city, landline, mobile, email] = cells as string[];
  const slipped = at % 5 === 0 ? `${family!.slice(0, 2)}${family!.slice(3)}` : family!;
  const names = at % 7 === 0 ? [given!, slipped] : [slipped, given!];
  const phones = at % 11 === 0 ? [mobile!, landline!] : [landline!, mobile!];
  const moved = at % 6 === 0 ? ['1 RUE NEUVE', '01000', 'BOURG EN BRESSE'] : [street!, postcode!, city!];
  const row = [nir!, ...names, birth!, ...moved, ...phones, email!, `${given} ${family}`];
  return row.map((cell) => (random() < 0.3 ? '' : cell));
}

function planByKernel(): SectionPlan {
  const engine = openEngine({ module: kernelModule(), threads: 0, keys: testKeys() });
  const matcher = createKernelSample(engine.kernel, engine.arena);
  return planSection(prints, slots, leaked, tokeniserOf(engine, reference), matcher);
}

test('a section is planned as the reference plans it', () => {
  const plan = planByKernel();

  expect(plan.correspondences[0]!.anchors).toBeGreaterThan(500);
  expect(plan.correspondences[1]!.anchors).toBeLessThan(12);
  expect(plan).toEqual(planSection(prints, slots, leaked, reference));
});

test('a sample has the tokens of its readers, whoever makes them and in whatever order rows are asked for', () => {
  const engine = openEngine({ module: kernelModule(), threads: 0, keys: testKeys() });
  const readers = slots.map((slot) => createSlotReader(slot, reference));
  const all = [...slots.keys()];
  const samples = [reference, tokeniserOf(engine, reference)].map((tokeniser) =>
    createSample(leaked, readers, tokeniser),
  );

  for (const row of [700, 3, 699, 3, 0]) {
    const expected = readers.map((reader) => reader.tokens(leaked[row]!));
    for (const sample of samples) expect(sample.tokens(row, all)).toEqual(expected);
  }
  expect(slots.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['whole', 'pieces', 'joined']));
});

test('the values of a slot are the different ones of its filled rows', () => {
  const readers = slots.map((slot) => createSlotReader(slot, reference));
  const sample = createSample(leaked, readers, reference);

  slots.forEach((slot, at) => {
    const { rows, starts, values, high, low } = sample.values(at);
    const looked = leaked.slice(0, slot.kind === 'pieces' ? 500 : 2_000);
    const filled = looked.map((cells) => readers[at]!.tokens(cells)).filter((tokens) => tokens.length > 0);
    const gathered = starts
      .slice(0, -1)
      .map((start, row) =>
        values.slice(start, starts[row + 1]).map((value) => ({ high: high[value], low: low![value] })),
      );

    expect(rows).toBe(looked.length);
    expect(gathered).toEqual(filled);
    expect(high).toHaveLength(new Set(filled.flat().map(({ high, low }) => `${high} ${low}`)).size);
  });
});
