/**
 * Rows of a suspect fall into three: the person is in the print, a relative of the person is, or neither. Each row
 * brings two likelihood ratios (see RowMatch); this counts them, estimates the three shares and so how likely each row
 * is present.
 */
export interface EvidenceHistogram {
  add(sameBits: number, relativeBits: number): void;
  /** Rows by place in the histogram. */
  bins(): readonly EvidenceBin[];
}

/** Rows of nearly the same evidence. Bits are those of the middle of the bin. */
export interface EvidenceBin {
  readonly sameBits: number;
  readonly relativeBits: number;
  readonly rows: number;
}

/** Shares of the suspect's rows; sum to 1. */
export interface RowShares {
  readonly present: number;
  readonly relative: number;
  readonly stranger: number;
}

/** Width of a bin in bits. Every decision is by bin, so that what is counted is what was promised. */
const BIN_BITS = 0.25;
/** Beyond this certainty is certainty. */
const MOST_BITS = 80;
const ROUNDS = 200;
/**
 * Least share of relatives among the rows that are not present. Where a leak has few columns relatives hardly show, and
 * an estimate of none would let them pass as the person.
 */
const LEAST_RELATIVES = 0.1;
/** Rows as if seen before the first: keeps the shares of a very small suspect away from 0 and 1. */
const PRIOR_ROWS = { present: 0.5, relative: 0.1, stranger: 0.5 };

/** Bits in whole bins. Beyond certainty only the difference of the two matters: it is kept, both are lowered. */
function binsOf(sameBits: number, relativeBits: number): { same: number; relative: number } {
  const excess = Math.max(0, sameBits - MOST_BITS, relativeBits - MOST_BITS);
  return { same: binOf(sameBits - excess), relative: binOf(relativeBits - excess) };
}

function binOf(bits: number): number {
  return Math.round(Math.max(-MOST_BITS, bits) / BIN_BITS);
}

/** Bins on either side of 0, and room for the difference that is kept beyond certainty. */
const MOST_BINS = 8_192;

/** Make an empty histogram. */
export function createEvidenceHistogram(): EvidenceHistogram {
  const counts = new Map<number, { same: number; relative: number; rows: number }>();
  return {
    add(sameBits, relativeBits) {
      const place = binsOf(sameBits, relativeBits);
      const key = (place.same + MOST_BINS) * 2 * MOST_BINS + place.relative + MOST_BINS;
      const bin = counts.get(key);
      if (bin === undefined) counts.set(key, { ...place, rows: 1 });
      else bin.rows++;
    },
    bins: () =>
      [...counts.values()].map(({ same, relative, rows }) => ({
        sameBits: same * BIN_BITS,
        relativeBits: relative * BIN_BITS,
        rows,
      })),
  };
}

/**
 * Estimate the shares by expectation maximisation.
 * @param otherRows rows that nothing of the print resembles
 * @param tellsRelatives false where the suspect has nothing that only a person has (a list of e-mail addresses): whether
 *   it was a relative who used the address cannot be told by anyone, and relatives are not set against the person
 */
export function estimateShares(
  bins: readonly EvidenceBin[],
  otherRows: number,
  tellsRelatives = true,
): RowShares {
  const all = bins.reduce((sum, bin) => sum + bin.rows, otherRows);
  const weight = all + PRIOR_ROWS.present + PRIOR_ROWS.relative + PRIOR_ROWS.stranger;
  let shares: RowShares = tellsRelatives
    ? { present: 0.3, relative: 0.05, stranger: 0.65 }
    : { present: 0.3, relative: 0, stranger: 0.7 };
  for (let round = 0; round < ROUNDS; round++) {
    let present = PRIOR_ROWS.present;
    let relative = PRIOR_ROWS.relative;
    for (const bin of bins) {
      const posterior = posteriorOf(bin.sameBits, bin.relativeBits, shares);
      present += bin.rows * posterior.present;
      relative += bin.rows * posterior.relative;
    }
    const relatives = tellsRelatives ? Math.max(relative, LEAST_RELATIVES * (weight - present)) : 0;
    const next = sharesOf(present, relatives, weight);
    const moved = Math.abs(next.present - shares.present) + Math.abs(next.relative - shares.relative);
    shares = next;
    if (moved < 1e-9) break;
  }
  return shares;
}

function sharesOf(present: number, relative: number, weight: number): RowShares {
  return {
    present: present / weight,
    relative: relative / weight,
    stranger: (weight - present - relative) / weight,
  };
}

/** How likely a row of this evidence is each of the three; sums to 1. */
export function posteriorOf(sameBits: number, relativeBits: number, shares: RowShares): RowShares {
  const place = binsOf(sameBits, relativeBits);
  const same = shares.present * 2 ** (place.same * BIN_BITS);
  const kin = shares.relative * 2 ** (place.relative * BIN_BITS);
  const sum = same + kin + shares.stranger;
  return { present: same / sum, relative: kin / sum, stranger: shares.stranger / sum };
}

/**
 * How many of some rows may be relatives' where nothing could tell: as if the least share of the other rows were
 * relatives (see `tellsRelatives`).
 */
export function possibleRelatives(bins: readonly EvidenceBin[], shares: RowShares): number {
  const relative = LEAST_RELATIVES * (1 - shares.present);
  const cautious = { present: shares.present, relative, stranger: 1 - shares.present - relative };
  return bins.reduce(
    (sum, bin) => sum + bin.rows * posteriorOf(bin.sameBits, bin.relativeBits, cautious).relative,
    0,
  );
}
