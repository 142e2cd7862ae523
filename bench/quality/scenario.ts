import { DIRT_LEVELS, type DirtLevel, layoutAt } from '../../src/demo/dirt.ts';
import { LABORATORY_A } from '../../src/demo/laboratories.ts';
import { writeRow } from '../../src/demo/layouts.ts';
import { type LeakedRow, makeLeak } from '../../src/demo/leak.ts';
import { PEOPLE_PER_BLOCK, population } from '../../src/demo/population.ts';
import type { Rows } from './in-memory.ts';

/** One table and one leak of known truth. */
export interface Scenario {
  readonly table: Rows;
  readonly leak: Rows;
  readonly truth: readonly LeakedRow[];
}

/** What a scenario is made of. */
export interface ScenarioPlan {
  readonly seed: number;
  readonly level: DirtLevel;
  /** Rows of the table. */
  readonly tableRows: number;
  /** Rows of the leak; half are people of the table, half strangers, a quarter of those relatives. */
  readonly leakRows: number;
  /** Columns of the leak to leave out, by place in its layout's facts. */
  readonly without?: readonly string[];
}

/** An open world: half of the leak's people are in no table, a quarter of them relatives of people who are. */
export function makeScenario({ seed, level, tableRows, leakRows, without = [] }: ScenarioPlan): Scenario {
  const people = [...population(seed, tableRows)];
  const table = { name: 'table', organisation: LABORATORY_A, layout: LABORATORY_A.layout, people };
  const full = layoutAt(level, table.layout);
  const layout = { ...full, columns: full.columns.filter(({ fact }) => !without.includes(fact)) };
  const from = Math.ceil(tableRows / PEOPLE_PER_BLOCK) * PEOPLE_PER_BLOCK;
  const truth = makeLeak({
    seed,
    sources: [{ table, share01: leakRows / 2 / tableRows }],
    strangersShare01: 0.5,
    relativesShareOfStrangers01: 0.25,
    strangers: population(seed, leakRows, { from }),
    repeatedShare01: 0,
    layout,
    rates: DIRT_LEVELS[level],
  });
  return {
    table: {
      header: table.layout.columns.map(({ name }) => name),
      rows: people.map((person) => writeRow(table.layout, table.organisation, person)),
    },
    leak: { header: null, rows: truth.map(({ cells }) => cells) },
    truth,
  };
}
