import { randomBytes } from 'node:crypto';
import { createTokeniser, type Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { judge, type Verdict } from '../../fingerprints/estimate/false-discovery.ts';
import type { ReadingDefaults } from '../../fingerprints/fields/field.ts';
import { KeyRing } from '../../fingerprints/keys.ts';
import { type Conclusion, conclude } from '../../fingerprints/overlap/conclude.ts';
import {
  createHistograms,
  createSectionMatcher,
  planSection,
  type SectionPlan,
} from '../../fingerprints/overlap/section-matcher.ts';
import { slotsOfSuspect } from '../../fingerprints/overlap/suspect-slots.ts';
import { unpackVerdicts } from '../../fingerprints/overlap/verdict-log.ts';
import type { Print } from '../../fingerprints/print/print.ts';
import { createPrintBuilder } from '../../fingerprints/print/print-builder.ts';
import { guessColumn, planTableColumns } from '../../src/pipelines/plan-columns.ts';
import { createRowSample } from '../../src/pipelines/row-sample.ts';

/** A table or leak as cells; header null for none. */
export interface Rows {
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** What a print has for one row of the leak. */
export interface FoundRow {
  readonly verdict: Verdict;
  readonly printRow: number;
  readonly same: number;
  readonly relative: number;
  readonly outcomes: Uint8Array;
}

/** What was found of a leak. */
export interface Found {
  readonly conclusion: Conclusion;
  readonly plan: SectionPlan;
  /** By print and row of the leak: the verdict and the best row of the print. */
  readonly verdicts: readonly ReadonlyMap<number, FoundRow>[];
}

const DEFAULTS: ReadingDefaults = { country: 'FR', currentYear: 2026 };
const SAMPLE = 10_000;

/** A tokeniser with a key of its own. */
export async function freshTokeniser(): Promise<Tokeniser> {
  return createTokeniser(new KeyRing(randomBytes(32)));
}

/** Fingerprint rows as `table add` does. */
export function printOf(table: Rows, tokeniser: Tokeniser): Print {
  const columns = (table.header ?? table.rows[0]!.map((_, at) => `column ${at + 1}`)).map((name) => ({
    name,
    declaredType: null,
  }));
  const wishes = { fields: {}, ignored: [], keyColumn: null };
  const plan = planTableColumns(columns, table.rows.slice(0, 20_000), wishes, DEFAULTS);
  const builder = createPrintBuilder(plan, tokeniser, 'bench');
  for (const cells of table.rows) builder.addRow(cells);
  return builder.build();
}

/** Hold a leak against prints as `check` does. */
export async function overlapOf(
  prints: readonly Print[],
  leak: Rows,
  tokeniser: Tokeniser,
  maxFalseShare: number,
): Promise<Found> {
  const sample = createRowSample(SAMPLE);
  for (const cells of leak.rows) sample.add(cells);
  const width = leak.rows[0]?.length ?? 0;
  const guesses = Array.from({ length: width }, (_, column) =>
    guessColumn(leak.header?.[column] ?? null, column, sample.rows(), DEFAULTS),
  );
  const plan = planSection(prints, slotsOfSuspect(guesses), sample.rows(), tokeniser);
  const histograms = createHistograms(prints);
  const matcher = createSectionMatcher(prints, plan, histograms, tokeniser);
  const chunks: Uint8Array[][] = prints.map(() => []);
  const keep = (made: ReturnType<typeof matcher.add>): void => {
    for (const { print, bytes } of made) chunks[print]!.push(bytes);
  };
  for (const [at, cells] of leak.rows.entries()) keep(matcher.add([{ number: at + 1, cells, section: 0 }]));
  keep(matcher.rest());
  const conclusion = await conclude({
    compared: prints.map((print, at) => ({ print, kind: 'table', controller: `controller ${at}` })),
    plans: [plan],
    histograms,
    rows: leak.rows.length,
    limit: { maxFalseShare, maxFalseRows: Number.POSITIVE_INFINITY },
    verdicts: {
      async *chunks(_, print) {
        yield* chunks[print]!;
      },
    },
    tokeniser,
  });
  const verdicts = prints.map((_, print) => {
    const found = new Map<number, FoundRow>();
    const comparisons = plan.correspondences[print]!.comparisons.length;
    for (const chunk of chunks[print]!)
      for (const match of unpackVerdicts(chunk, comparisons))
        found.set(match.row, {
          verdict: judge(match.sameBits, match.relativeBits, conclusion.rules[print]!),
          printRow: match.printRow,
          same: match.sameBits,
          relative: match.relativeBits,
          outcomes: match.outcomes,
        });
    return found;
  });
  return { conclusion, plan, verdicts };
}
