import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import { defaultReading } from '../../../fingerprints/fields/default-reading.ts';
import { FIELDS } from '../../../fingerprints/fields/fields.ts';
import {
  buildSpellingIndex,
  createSpellingCollector,
  nearValues,
  type SpellingIndex,
} from '../../../fingerprints/print/spelling-index.ts';
import { DEFAULTS } from '../../fields/generated-people.ts';
import { testTokeniser } from '../test-tokeniser.ts';

let tokeniser: Tokeniser;

beforeAll(async () => {
  tokeniser = await testTokeniser();
});

const NAME = defaultReading('name', DEFAULTS);

function blurredOf(name: string): number[] {
  const canonical = FIELDS.name.canonical(name, NAME)!;
  return FIELDS.name.variants!(canonical).map((variant) => tokeniser.variant('name', variant));
}

function indexOfNames(names: readonly string[]): SpellingIndex {
  const collector = createSpellingCollector();
  names.forEach((name, at) => {
    for (const blurred of blurredOf(name)) collector.add(blurred, at);
  });
  return buildSpellingIndex(collector.finish());
}

const letter = fc.integer({ min: 0, max: 25 }).map((at) => String.fromCharCode(65 + at));
const word = fc.array(letter, { minLength: 4, maxLength: 12 }).map((letters) => letters.join(''));

describe('spelling index', () => {
  test('finds a name by any single slip: a letter missing, added, wrong, or two neighbours swapped', () => {
    fc.assert(
      fc.property(
        word,
        letter,
        fc.nat(),
        fc.constantFrom('missing', 'added', 'wrong', 'swapped'),
        (name, other, place, slip) => {
          const at = place % name.length;
          const written = {
            missing: name.slice(0, at) + name.slice(at + 1),
            added: name.slice(0, at) + other + name.slice(at),
            wrong: name.slice(0, at) + other + name.slice(at + 1),
            swapped: name.slice(0, at) + (name[at + 1] ?? '') + name[at] + name.slice(at + 2),
          }[slip];
          fc.pre(FIELDS.name.canonical(name, NAME) !== null && FIELDS.name.canonical(written, NAME) !== null);

          const near = nearValues(indexOfNames(['DURANDEAU', name, 'LEFEBVRE']), blurredOf(written));

          expect(near).toContain(1);
        },
      ),
    );
  });

  test('finds every value that shares one of the spellings, each once, and no other', () => {
    // Far apart, and all on one side: wherever a token stands is where it has to be found.
    const spelling = fc.constantFrom(1, 2, 3, 4, 5, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 2, 2 ** 32 - 1);
    const pair = fc.tuple(spelling, fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(
        fc.array(pair, { maxLength: 300, size: 'max' }),
        fc.array(fc.oneof(spelling, fc.integer({ min: 0, max: 10 }))),
        (pairs, asked) => {
          const collector = createSpellingCollector();
          for (const [blurred, value] of pairs) collector.add(blurred, value);

          const near = nearValues(buildSpellingIndex(collector.finish()), asked);

          const plain = pairs.flatMap(([blurred, value]) => (asked.includes(blurred) ? [value] : []));
          expect(near).toHaveLength(new Set(plain).size);
          expect(new Set(near)).toEqual(new Set(plain));
        },
      ),
    );
  });

  test('holds its pairs in ascending order, across the growth of the collector', () => {
    const collector = createSpellingCollector();
    for (let at = 0; at < 3_000; at++) collector.add(((at * 2_654_435_761) % 2 ** 32) + 1, 3_000 - at);

    const { blurred, values } = buildSpellingIndex(collector.finish());

    expect(blurred.length).toBe(3_000);
    expect(values.length).toBe(3_000);
    expect(blurred.every((one, at) => at === 0 || blurred[at - 1]! <= one)).toBe(true);
  });

  test('finds nothing where there is nothing', () => {
    expect(
      nearValues(buildSpellingIndex(createSpellingCollector().finish()), [1, 2, 2 ** 32 - 1]).length,
    ).toBe(0);
  });

  test('sorts two million pairs within the time of a test', () => {
    const collector = createSpellingCollector();
    for (let at = 0; at < 2_000_000; at++) collector.add(Math.imul(at, 2_654_435_761) >>> 0 || 1, at);

    expect(buildSpellingIndex(collector.finish()).blurred).toHaveLength(2_000_000);
  });
});
