import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import type { FalseDiscoveryLimit } from '../../../fingerprints/estimate/false-discovery.ts';
import { type ComparedPrint, type Conclusion, conclude } from '../../../fingerprints/overlap/conclude.ts';
import {
  createHistograms,
  createSectionMatcher,
  planSection,
  type SectionPlan,
} from '../../../fingerprints/overlap/section-matcher.ts';
import { slotsOfSuspect } from '../../../fingerprints/overlap/suspect-slots.ts';
import { guessColumn } from '../../../src/pipelines/plan-columns.ts';
import { DEFAULTS } from '../../fields/generated-people.ts';

const USUAL: FalseDiscoveryLimit = { maxFalseShare: 0.001, maxFalseRows: Number.POSITIVE_INFINITY };

/** What became of a suspect: the plan of each section and the end of the run. */
export interface Held extends Conclusion {
  readonly plans: readonly SectionPlan[];
}

/** Hold the sections of a suspect, without headers, against prints as a check does, with everything in memory. */
export async function holdSuspect(
  compared: readonly ComparedPrint[],
  sections: readonly (readonly (readonly string[])[])[],
  tokeniser: Tokeniser,
  limit = USUAL,
): Promise<Held> {
  const prints = compared.map(({ print }) => print);
  const plans = sections.map((rows) => {
    const guesses = (rows[0] ?? []).map((_, column) => guessColumn(null, column, rows, DEFAULTS));
    return planSection(prints, slotsOfSuspect(guesses), rows, tokeniser);
  });
  const histograms = createHistograms(prints);
  const chunks = new Map<string, Uint8Array[]>();
  let number = 0;
  for (const [section, rows] of sections.entries()) {
    const matcher = createSectionMatcher(prints, plans[section]!, histograms, tokeniser);
    const numbered = rows.map((cells) => ({ number: ++number, cells, section }));
    for (const { print, bytes } of [...matcher.add(numbered), ...matcher.rest()]) {
      const key = `${section}/${print}`;
      chunks.set(key, [...(chunks.get(key) ?? []), bytes]);
    }
  }
  const conclusion = await conclude({
    compared,
    plans,
    histograms,
    rows: number,
    limit,
    verdicts: {
      async *chunks(section, print) {
        yield* chunks.get(`${section}/${print}`) ?? [];
      },
    },
    tokeniser,
  });
  return { ...conclusion, plans };
}
