/** Sets of numbers 0..count-1 that are joined pair by pair (path halving, smaller number leads). */
export interface UnionFind {
  find(member: number): number;
  union(a: number, b: number): void;
}

/** Make `count` sets of one. */
export function createUnionFind(count: number): UnionFind {
  const parent = new Uint32Array(count);
  for (let member = 0; member < count; member++) parent[member] = member;
  const find = (member: number): number => {
    let at = member;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    find,
    union(a, b) {
      const leaderA = find(a);
      const leaderB = find(b);
      if (leaderA < leaderB) parent[leaderB] = leaderA;
      else parent[leaderA] = leaderB;
    },
  };
}

/** Number the sets 0.. in order of their first member. Returns the number by member and how many there are. */
export function numberSets(sets: UnionFind, count: number): { numberOf: Uint32Array; sets: number } {
  const numberOf = new Uint32Array(count);
  let next = 0;
  for (let member = 0; member < count; member++) {
    const leader = sets.find(member);
    numberOf[member] = leader === member ? next++ : numberOf[leader]!;
  }
  return { numberOf, sets: next };
}
