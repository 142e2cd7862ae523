import type { Tokeniser } from '../engine/tokeniser.ts';
import {
  choosePresenceRule,
  type FalseDiscoveryLimit,
  type PresenceRule,
} from '../estimate/false-discovery.ts';
import { createEvidenceHistogram, posteriorOf } from '../estimate/mixture.ts';
import { personOfRow } from '../print/print.ts';
import { createUnionFind } from '../print/union-find.ts';
import type { ComparedPrint } from './conclude.ts';
import { eachMatchedRow, type MatchedRows } from './each-matched-row.ts';
import { linkPrints } from './link-prints.ts';
import { addTwinRows, type Bits, createPrintTally } from './tally.ts';
import { countRecords, wholeRecords } from './verdict-log.ts';

/** What a limit would have claimed. */
export interface CurvePoint {
  readonly maxFalseShare: number;
  readonly rows: number;
  readonly persons: number;
  readonly expectedByChance: number;
}

/** A run that was concluded, and the limits to hold it against. */
export interface CurveRequest extends MatchedRows {
  readonly compared: readonly ComparedPrint[];
  /** By print, as they were concluded: the shares are taken over, as they do not depend on the limit. */
  readonly rules: readonly PresenceRule[];
  readonly limit: FalseDiscoveryLimit;
  /** Shares of false rows, ascending; one of them is that of `limit`. */
  readonly shares: readonly number[];
  readonly tokeniser: Tokeniser;
}

/** More than any level: never claimed. */
const NEVER = 255;

/**
 * Rows and people for each limit, in one pass: what a strict limit claims, a looser one claims as well (see
 * choosePresenceRule), so of each match only the first limit is kept that claims it. At the run's own limit the figures
 * are those of `conclude`. Between tables, people whom no row joins are linked twice, by the rows found at the run's own
 * limit and by those at the loosest: elsewhere a pair more or less may be joined.
 * Memory: a byte for each person, and for each row of a table; 12 bytes for each row joined above the strictest limit.
 */
export async function thresholdCurve(request: CurveRequest): Promise<CurvePoint[]> {
  const { compared, shares, limit } = request;
  const ours = compared.flatMap(({ kind }, at) => (kind === 'suspect' ? [] : [at]));
  const ladders = await Promise.all(compared.map((_, at) => ladderOf(request, at)));
  const levels = createLevels(compared);
  const claimed = shares.map(() => 0);
  for (let section = 0; section < request.plans.length; section++)
    await eachMatchedRow(request, section, (matches) => {
      const present = matches.flatMap(({ print, match }) => {
        if (compared[print]!.kind === 'suspect') return [];
        const level = ladders[print]!.levelOf(match.sameBits, match.relativeBits);
        return level === NEVER ? [] : [{ print, row: match.printRow, level }];
      });
      if (present.length === 0) return;
      present.sort((a, b) => a.level - b.level);
      claimed[present[0]!.level]!++;
      for (const one of present) levels.found(one.print, one.row, one.level);
      for (const one of present.slice(1)) levels.join(present[0]!, one, one.level);
    });
  linkTables(request, levels, shares.indexOf(limit.maxFalseShare));
  const people = levels.personsByLevel(shares.length);
  let rows = 0;
  return shares.map((maxFalseShare, level) => {
    rows += claimed[level]!;
    const expectedByChance = ours.reduce((sum, at) => sum + ladders[at]!.rules[level]!.expectedByChance, 0);
    return { maxFalseShare, rows, persons: people[level]!, expectedByChance };
  });
}

interface Ladder {
  readonly rules: readonly PresenceRule[];
  /** The first limit that claims a row of this evidence, NEVER where none does. */
  levelOf(sameBits: number, relativeBits: number): number;
}

/** The rules of one print for all limits, from the evidence that was logged. */
async function ladderOf(
  { plans, verdicts, rules, limit, shares }: CurveRequest,
  print: number,
): Promise<Ladder> {
  const histogram = createEvidenceHistogram();
  for (const [section, plan] of plans.entries()) {
    const comparisons = plan.correspondences[print]!.comparisons.length;
    for await (const chunk of wholeRecords(verdicts.chunks(section, print), comparisons))
      countRecords(histogram, new Uint32Array(Uint8Array.from(chunk).buffer), comparisons);
  }
  const bins = histogram.bins();
  const rowShares = rules[print]!.shares;
  const own = shares.map((maxFalseShare) => choosePresenceRule(bins, rowShares, { ...limit, maxFalseShare }));
  return {
    rules: own,
    levelOf(sameBits, relativeBits) {
      const { present } = posteriorOf(sameBits, relativeBits, rowShares);
      const level = own.findIndex(({ leastPresent }) => present >= leastPresent);
      return level < 0 ? NEVER : level;
    },
  };
}

interface Place {
  readonly print: number;
  readonly row: number;
}

interface Levels {
  found(print: number, row: number, level: number): void;
  join(a: Place, b: Place, level: number): void;
  /** First level at which the person of a row was found. */
  personLevel(print: number, row: number): number;
  /** Rows found up to a level, with their twins. */
  rowsUpTo(print: number, level: number): Bits;
  /** People found up to each level, each once. Call it once, at the end. */
  personsByLevel(levels: number): number[];
}

function createLevels(compared: readonly ComparedPrint[]): Levels {
  const persons = compared.map(({ print, kind }) =>
    new Uint8Array(kind === 'suspect' ? 0 : print.meta.persons).fill(NEVER),
  );
  const rows = compared.map(({ print, kind }) =>
    new Uint8Array(kind === 'table' ? print.meta.rows : 0).fill(NEVER),
  );
  const offsets: number[] = [];
  let members = 0;
  for (const { length } of persons) {
    offsets.push(members);
    members += length;
  }
  const sets = createUnionFind(members);
  const later: number[][] = [];
  const personAt = (print: number, row: number): number => personOfRow(compared[print]!.print, row);
  const memberAt = ({ print, row }: Place): number => offsets[print]! + personAt(print, row);
  return {
    found(print, row, level) {
      const person = personAt(print, row);
      persons[print]![person] = Math.min(persons[print]![person]!, level);
      if (rows[print]!.length > 0) rows[print]![row] = Math.min(rows[print]![row]!, level);
    },
    // What holds at the strictest limit holds at all: only the rest has to wait.
    join(a, b, level) {
      if (level === 0) sets.union(memberAt(a), memberAt(b));
      else {
        later[level] ??= [];
        later[level].push(memberAt(a), memberAt(b));
      }
    },
    personLevel: (print, row) => persons[print]![personAt(print, row)]!,
    rowsUpTo(print, level) {
      const { print: own } = compared[print]!;
      const tally = createPrintTally(own, []);
      rows[print]!.forEach((first, row) => {
        if (first > level) return;
        tally.foundRows.add(row);
        tally.foundPersons.add(personAt(print, row));
      });
      addTwinRows(tally, own);
      return tally.foundRows;
    },
    personsByLevel(levels) {
      const newcomers = membersByLevel(persons, offsets, levels);
      const isCounted = new Uint8Array(members);
      let count = 0;
      return Array.from({ length: levels }, (_, level) => {
        const joined = later[level] ?? [];
        for (let at = 0; at < joined.length; at += 2) {
          const a = sets.find(joined[at]!);
          const b = sets.find(joined[at + 1]!);
          if (a === b) continue;
          if (isCounted[a] === 1 && isCounted[b] === 1) count--;
          const isEither = isCounted[a]! | isCounted[b]!;
          sets.union(a, b);
          isCounted[sets.find(a)] = isEither;
        }
        for (const member of newcomers[level]!) {
          const leader = sets.find(member);
          if (isCounted[leader] === 0) count++;
          isCounted[leader] = 1;
        }
        return count;
      });
    },
  };
}

function membersByLevel(
  persons: readonly Uint8Array[],
  offsets: readonly number[],
  levels: number,
): number[][] {
  const members: number[][] = Array.from({ length: levels }, () => []);
  for (const [print, own] of persons.entries())
    own.forEach((level, person) => {
      if (level !== NEVER) members[level]!.push(offsets[print]! + person);
    });
  return members;
}

/** Join people of different tables whom no row of the suspect joined, as `conclude` does. */
function linkTables({ compared, shares, tokeniser }: CurveRequest, levels: Levels, chosen: number): void {
  const tables = compared.flatMap(({ kind }, at) => (kind === 'table' ? [at] : []));
  const loosest = shares.length - 1;
  for (const upTo of new Set([chosen, loosest])) {
    const found = new Map(tables.map((at) => [at, levels.rowsUpTo(at, upTo)]));
    for (const a of tables)
      for (const b of tables) {
        if (b <= a || found.get(a)!.count() === 0 || found.get(b)!.count() === 0) continue;
        for (const { rowA, rowB } of linkPrints(
          compared[a]!.print,
          found.get(a)!,
          compared[b]!.print,
          tokeniser,
        )) {
          const first = Math.max(levels.personLevel(a, rowA), levels.personLevel(b, rowB));
          const isOfThisPass = upTo === chosen ? first <= chosen : first > chosen && first <= loosest;
          if (isOfThisPass) levels.join({ print: a, row: rowA }, { print: b, row: rowB }, first);
        }
      }
  }
}
