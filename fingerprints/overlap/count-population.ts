import type { Tokeniser } from '../engine/tokeniser.ts';
import { type Print, personOfRow } from '../print/print.ts';
import { createUnionFind, type UnionFind } from '../print/union-find.ts';
import { linkPrints } from './link-prints.ts';
import type { PrintTally } from './tally.ts';

/** People over several prints, each counted once. */
export interface Population {
  /** A row of the suspect is present in both: the two are one person. */
  join(printA: number, rowA: number, printB: number, rowB: number): void;
  /**
   * Join people that no row of the suspect joined, by the same rule of evidence between the prints themselves.
   * Only those found are looked at.
   */
  joinAcrossPrints(among: readonly number[], tallies: readonly PrintTally[], tokeniser: Tokeniser): void;
  /** Different people found in these prints. */
  count(prints: readonly number[], tallies: readonly PrintTally[]): number;
}

/** Make the population of some prints; everybody starts as a person of their own. */
export function createPopulation(prints: readonly Print[]): Population {
  const offsets = prints.map((_, at) =>
    prints.slice(0, at).reduce((sum, print) => sum + print.meta.persons, 0),
  );
  const people: UnionFind = createUnionFind(prints.reduce((sum, print) => sum + print.meta.persons, 0));
  const memberOf = (print: number, row: number): number => offsets[print]! + personOfRow(prints[print]!, row);
  const join: Population['join'] = (printA, rowA, printB, rowB) =>
    people.union(memberOf(printA, rowA), memberOf(printB, rowB));
  return {
    join,
    joinAcrossPrints(among, tallies, tokeniser) {
      for (const a of among)
        for (const b of among) {
          if (b <= a || tallies[a]!.foundRows.count() === 0 || tallies[b]!.foundRows.count() === 0) continue;
          for (const pair of linkPrints(prints[a]!, tallies[a]!.foundRows, prints[b]!, tokeniser))
            if (tallies[b]!.foundPersons.has(personOfRow(prints[b]!, pair.rowB)))
              join(a, pair.rowA, b, pair.rowB);
        }
    },
    count(wanted, tallies) {
      const seen = new Set<number>();
      for (const print of wanted)
        for (const person of tallies[print]!.foundPersons.members())
          seen.add(people.find(offsets[print]! + person));
      return seen.size;
    },
  };
}
