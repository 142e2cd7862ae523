import { describe, expect, test } from 'vitest';
import { defaultReading } from '../../fingerprints/fields/default-reading.ts';
import { FIELD_IDS } from '../../fingerprints/fields/field.ts';
import { FIELDS } from '../../fingerprints/fields/fields.ts';
import { recogniseColumn } from '../../fingerprints/fields/recognise.ts';
import { processorMs } from '../processor-time.ts';
import { DEFAULTS } from './generated-people.ts';

/** Long runs that make a careless regular expression take quadratic time or worse. */
const RUNS = [
  ' ',
  '\t',
  'a',
  '1',
  '.',
  ',',
  '-',
  '@',
  "'",
  '(',
  'a@',
  '1,',
  '1.',
  '. ',
  'é',
  '<',
  'a.a@',
  '0 ',
  'LE ',
  'M ',
  '/1',
];
const hostileCells = RUNS.flatMap((run) => [
  run.repeat(60_000),
  `x${run.repeat(60_000)}x`,
  `1${run.repeat(200)}@`,
]);

describe.each(FIELD_IDS)('hostile cells as %s', (id) => {
  const field = FIELDS[id];
  const reading = defaultReading(id, DEFAULTS);

  test('of 60,000 signs take milliseconds', () => {
    const begun = process.cpuUsage();

    for (const cell of hostileCells) {
      const canonical = field.canonical(cell, reading);
      field.pieces?.(cell, reading);
      if (canonical !== null) field.variants?.(canonical);
    }
    field.fit(hostileCells);

    // The slowest took 0.1 s when measured; a quadratic rule takes minutes.
    expect(processorMs(begun)).toBeLessThan(10_000);
  });
});

test('a column of hostile cells is recognised as something', () => {
  expect(recogniseColumn(' '.repeat(5000), hostileCells, DEFAULTS).length).toBeGreaterThan(0);
});
