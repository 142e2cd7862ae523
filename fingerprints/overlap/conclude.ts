import type { Tokeniser } from '../engine/tokeniser.ts';
import {
  choosePresenceRule,
  type FalseDiscoveryLimit,
  judge,
  type PresenceRule,
} from '../estimate/false-discovery.ts';
import { type EvidenceHistogram, estimateShares, possibleRelatives } from '../estimate/mixture.ts';
import { isPersonal } from '../print/default-shares.ts';
import type { Print, PrintKind } from '../print/print.ts';
import { type Combination, createCombinationCounts } from './combinations.ts';
import { createPopulation } from './count-population.ts';
import { eachMatchedRow, type VerdictReader } from './each-matched-row.ts';
import { createRivalFits, type Rivals } from './rival-fits.ts';
import type { SectionPlan } from './section-matcher.ts';
import { addTwinRows, createPrintTally, type PrintTally, tallyMatch } from './tally.ts';

/** A print that a suspect is held against. */
export interface ComparedPrint {
  readonly print: Print;
  readonly kind: PrintKind;
  /** Organisation that the print's table belongs to; null where unknown. */
  readonly controller: string | null;
}

/** What a whole run amounts to. */
export interface Conclusion {
  /** By print. */
  readonly rules: readonly PresenceRule[];
  /** By print: rows claimed that may be relatives', where no compared column tells a person from a relative; else null. */
  readonly possibleRelatives: readonly (number | null)[];
  readonly tallies: readonly PrintTally[];
  /** Rows of the suspect that are in at least one table or asset. */
  readonly rowsExplained: number;
  /** By which tables and assets the rows explained are in; kept suspects are left out. */
  readonly combinations: readonly Combination[];
  /** By set of rivals: see RivalFits. */
  readonly rivalFits: readonly (readonly Combination[])[];
  /** By group: people who are in some print of it, each once. */
  readonly groupPersons: readonly number[];
  /** People over all tables, each once; people in no table, over assets. */
  readonly persons: number;
  /** By controller, each person once per controller, most first. */
  readonly byController: readonly { readonly controller: string | null; readonly persons: number }[];
}

/** Everything the end of a run needs. */
export interface ConcludeRequest {
  readonly compared: readonly ComparedPrint[];
  readonly plans: readonly SectionPlan[];
  readonly histograms: readonly EvidenceHistogram[];
  /** Rows of the suspect, over all sections. */
  readonly rows: number;
  readonly limit: FalseDiscoveryLimit;
  readonly verdicts: VerdictReader;
  readonly tokeniser: Tokeniser;
  /** Places of prints whose people are counted together, such as the files of one server. */
  readonly groups?: readonly (readonly number[])[];
  /** Sets of prints of which a row can be from one only, such as the versions of a file. */
  readonly rivals?: readonly Rivals[];
}

/** Set the rule of each print, judge every match, and count rows and people, each once. */
export async function conclude(request: ConcludeRequest): Promise<Conclusion> {
  const { compared, plans } = request;
  const tellsRelatives = compared.map(({ print }, at) => hasPersonalColumn(print, plans, at));
  const rules = request.histograms.map((histogram, at) =>
    ruleOf(histogram, request.rows, request.limit, tellsRelatives[at]!),
  );
  const tallies = compared.map(({ print }, at) =>
    createPrintTally(
      print,
      plans.map((plan) => plan.correspondences[at]!.comparisons.length),
    ),
  );
  const sources = placesOf(compared, 'table');
  const population = createPopulation(compared.map(({ print }) => print));
  const counts = createCombinationCounts();
  const rivalFits = createRivalFits(request.rivals ?? []);
  let rowsExplained = 0;
  for (let section = 0; section < plans.length; section++) {
    await eachMatchedRow(request, section, (matches) => {
      const present = matches.filter(({ print, match }) =>
        tallyMatch(tallies[print]!, compared[print]!.print, section, match, rules[print]!),
      );
      const explaining = present.filter(({ print }) => compared[print]!.kind !== 'suspect');
      if (explaining.length > 0) rowsExplained++;
      counts.add(explaining.map(({ print }) => print));
      rivalFits.add(matches, (print) => explaining.some((one) => one.print === print));
      for (const other of explaining.slice(1))
        population.join(
          explaining[0]!.print,
          explaining[0]!.match.printRow,
          other.print,
          other.match.printRow,
        );
    });
  }
  for (const [at, { print }] of compared.entries()) addTwinRows(tallies[at]!, print);
  population.joinAcrossPrints(sources, tallies, request.tokeniser);
  return {
    rules,
    possibleRelatives: rules.map((rule, at) =>
      tellsRelatives[at] ? null : relativesAmongClaimed(request.histograms[at]!, rule),
    ),
    tallies,
    rowsExplained,
    combinations: counts.combinations(),
    rivalFits: rivalFits.fits(),
    groupPersons: (request.groups ?? []).map((group) => population.count(group, tallies)),
    persons: population.count([...sources, ...placesOf(compared, 'asset')], tallies),
    byController: controllersOf(compared).map((controller) => ({
      controller,
      persons: population.count(
        sources.filter((at) => compared[at]!.controller === controller),
        tallies,
      ),
    })),
  };
}

function ruleOf(
  histogram: EvidenceHistogram,
  rows: number,
  limit: FalseDiscoveryLimit,
  tellsRelatives: boolean,
): PresenceRule {
  const bins = histogram.bins();
  const matched = bins.reduce((sum, bin) => sum + bin.rows, 0);
  const shares = estimateShares(bins, Math.max(0, rows - matched), tellsRelatives);
  return choosePresenceRule(bins, shares, limit);
}

function relativesAmongClaimed(histogram: EvidenceHistogram, rule: PresenceRule): number {
  const claimed = histogram
    .bins()
    .filter(({ sameBits, relativeBits }) => judge(sameBits, relativeBits, rule) === 'present');
  return possibleRelatives(claimed, rule.shares);
}

/** Whether any compared column holds what only a person has. */
function hasPersonalColumn(print: Print, plans: readonly SectionPlan[], at: number): boolean {
  return plans.some((plan) =>
    plan.correspondences[at]!.comparisons.some(({ column }) => {
      const { reading, role, scope } = print.meta.columns[column]!;
      return isPersonal(reading.field, role, scope);
    }),
  );
}

function placesOf(compared: readonly ComparedPrint[], kind: PrintKind): number[] {
  return compared.flatMap((one, at) => (one.kind === kind ? [at] : []));
}

function controllersOf(compared: readonly ComparedPrint[]): (string | null)[] {
  return [...new Set(compared.filter(({ kind }) => kind === 'table').map(({ controller }) => controller))];
}
