import { beforeAll, describe, expect, test } from 'vitest';
import { measure } from '../../../bench/quality/measure.ts';
import { makeScenario } from '../../../bench/quality/scenario.ts';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import { testTokeniser } from '../test-tokeniser.ts';

/** A table of 3,000 people, a leak of 2,000: half strangers, a quarter of those relatives. Seeds other than the bench's. */
const SIZES = { tableRows: 3_000, leakRows: 2_000 };
const MAX_FALSE_SHARE = 0.001;

let tokeniser: Tokeniser;

beforeAll(async () => {
  tokeniser = await testTokeniser();
});

describe('quality in an open world', () => {
  test.each([
    ['reformatted', 7_001, 0.998, 0.999],
    ['dirty', 7_002, 0.998, 0.99],
    ['names-only', 7_003, 0.99, 0.95],
  ] as const)('stays where it is at the level %s', async (level, seed, precision, recall) => {
    const scenario = makeScenario({ seed, level, ...SIZES });

    const quality = await measure(scenario, tokeniser, MAX_FALSE_SHARE);

    expect(quality.precision).toBeGreaterThanOrEqual(precision);
    expect(quality.recall).toBeGreaterThanOrEqual(recall);
    expect(quality.personsError).toBeLessThanOrEqual(1.05 - recall);
    // What was promised, and four standard deviations of chance.
    expect(quality.falseRows).toBeLessThanOrEqual(
      quality.expectedByChance + 4 * Math.sqrt(quality.expectedByChance) + 1,
    );
    expect(quality.householdRows).toBeGreaterThan(0);
  });
});
