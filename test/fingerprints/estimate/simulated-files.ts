import { Random } from '../../../src/demo/random.ts';

/** A row of a simulated file: whether it is ours, and how many bytes it takes. `at01` is its place in the file. */
export type RowRule = (
  at01: number,
  row: number,
  random: Random,
) => readonly [isOurs: boolean, bytes: number];

/** A file as blocks see it: rows that begin in each block. */
export interface BlockedFile {
  readonly rows: readonly number[];
  readonly present: readonly number[];
  readonly bytes: number;
  /** Share of all its rows that are ours. */
  readonly truth: number;
}

const ROWS = 500_000;
const SEED = 5;

const usual = (random: Random): number => 120 + random.below(160);
const long = (random: Random): number => 500 + random.below(160);
const short = (random: Random): number => 60 + random.below(40);

/** Files by what is said of them in the tests. */
export const FILES: Readonly<Record<string, RowRule>> = {
  'ours in 90 %, mixed': (_, __, random) => [random.chance(0.9), usual(random)],
  'ours in 50 %, mixed': (_, __, random) => [random.chance(0.5), usual(random)],
  'ours in 1 %, mixed': (_, __, random) => [random.chance(0.01), usual(random)],
  'all ours': (_, __, random) => [true, usual(random)],
  'none ours': (_, __, random) => [false, usual(random)],
  'ours in the first half only': (at01, __, random) => [at01 < 0.5, usual(random)],
  'ours in every other run of 10,000': (_, row, random) => [
    Math.floor(row / 10_000) % 2 === 0,
    usual(random),
  ],
  'sorted by controller, one of five ours': (at01, __, random) => [at01 > 0.31 && at01 < 0.52, usual(random)],
  'ours in one stretch of 0.5 %': (at01, __, random) => [at01 > 0.614 && at01 < 0.619, usual(random)],
  'ours in 1 %, mixed, and one stretch of 0.5 %': (at01, __, random) => [
    (at01 > 0.614 && at01 < 0.619) || random.chance(0.01),
    usual(random),
  ],
  'ours in 90 %, mixed, but for one stretch of 2 %': (at01, __, random) => [
    !(at01 > 0.614 && at01 < 0.634) && random.chance(0.9),
    usual(random),
  ],
  'ours in 30 %, mixed, and longer': (_, __, random) => {
    const isOurs = random.chance(0.3);
    return [isOurs, isOurs ? long(random) : short(random)];
  },
  'ours in every third run of 5,000, and longer': (_, row, random) => {
    const isOurs = Math.floor(row / 5_000) % 3 === 0;
    return [isOurs, isOurs ? long(random) : short(random)];
  },
};

/** Lay a file out in blocks. */
export function blockedFile(rule: RowRule, blockBytes: number): BlockedFile {
  const random = new Random(SEED);
  const rows: number[] = [];
  const present: number[] = [];
  let ours = 0;
  let bytes = 0;
  for (let row = 0; row < ROWS; row++) {
    const [isOurs, rowBytes] = rule(row / ROWS, row, random);
    const block = Math.floor(bytes / blockBytes);
    rows[block] = (rows[block] ?? 0) + 1;
    present[block] = (present[block] ?? 0) + (isOurs ? 1 : 0);
    ours += isOurs ? 1 : 0;
    bytes += rowBytes;
  }
  return { rows, present, bytes, truth: ours / ROWS };
}
