import { binomialTail } from '../../fingerprints/estimate/binomial-tail.ts';
import { type Combination, rowsInAny } from '../../fingerprints/overlap/combinations.ts';
import type { TakenVersion } from '../reports/attribution.ts';
import type { Overlap } from '../reports/report.ts';
import type { VersionRecord } from '../store/watched.ts';
import { type AssetGroup, groupsWithVersions } from './asset-groups.ts';

/** One version of a file, and what the suspect has of it. */
interface Candidate {
  /** Its place among the versions. */
  readonly at: number;
  readonly version: VersionRecord;
  readonly prints: readonly number[];
  /** Rows of the suspect that fit no other version better. */
  readonly rowsFitting: number;
  readonly rowsPresent: number;
  readonly cellsAgreeing: number;
  /** Rows of the version, and those of them that are in the suspect. */
  readonly total: number;
  readonly found: number;
}

/** Versions of fewer rows in common with the suspect are not compared. */
const LEAST_ROWS = 3;
/** How often a version may be told by chance, over all the versions of a file. */
const MOST_CHANCE = 0.01;
/** A suspect that holds less of a version may be a part of any version, cut where they do not differ. */
const LEAST_WHOLE_SHARE = 0.99;

/**
 * For each file of which sweeps saw several versions: the one that the suspect was taken from, and so between which dates.
 * Told by a sign test on the rows that fit one version better than another: noise of the leak falls on both sides alike.
 * Where they do not differ in that (rows were only added, or only removed), a suspect that is the whole of one version
 * and lacks rows of the other is of the first. Versions that are excluded by neither are all named, and the dates span them.
 * @param rivalFits by file with several versions, in the order of the groups
 */
export function takenVersions(
  groups: readonly AssetGroup[],
  overlaps: readonly Overlap[],
  rivalFits: readonly (readonly Combination[])[],
): TakenVersion[] {
  return groupsWithVersions(groups)
    .flatMap((group, at) => takenVersion(group, overlaps, rivalFits[at]!))
    .sort((a, b) => b.rowsPresent - a.rowsPresent);
}

function takenVersion(
  group: AssetGroup,
  overlaps: readonly Overlap[],
  fits: readonly Combination[],
): TakenVersion[] {
  const candidates = group.versions.map(({ version, prints }, at) =>
    candidateOf(at, version, prints, overlaps, fits),
  );
  const open = notExcluded(candidates, fits);
  const best = open.reduce(fittingMore);
  if (best.rowsPresent < LEAST_ROWS) return [];
  const next = candidates.filter((one) => one !== best).reduce(fittingMore);
  return [
    {
      ...described(group, best, next, overlaps),
      ...datesOf(open),
      fitting: open.length,
      isTold: open.length === 1,
    },
  ];
}

function candidateOf(
  at: number,
  version: VersionRecord,
  prints: readonly number[],
  overlaps: readonly Overlap[],
  fits: readonly Combination[],
): Candidate {
  const own = prints.map((print) => overlaps[print]!);
  const sumOf = (count: (overlap: Overlap) => number): number =>
    own.reduce((sum, one) => sum + count(one), 0);
  return {
    at,
    version,
    prints,
    rowsFitting: rowsInAny(fits, new Set([at])),
    rowsPresent: sumOf(({ rows }) => rows.present),
    cellsAgreeing: sumOf(({ columns }) => columns.reduce((sum, { agreeing }) => sum + agreeing, 0)),
    total: sumOf(({ reverse }) => reverse.total),
    found: sumOf(({ reverse }) => reverse.present),
  };
}

/** Versions that no other is better than. */
function notExcluded(candidates: readonly Candidate[], fits: readonly Combination[]): readonly Candidate[] {
  const open = candidates.filter(
    (one) => !candidates.some((other) => other !== one && isBetter(other, one, fits, candidates.length)),
  );
  return open.length === 0 ? candidates : open;
}

/** The one that more rows fit, else the one of which more is in the suspect, else the newer. */
function fittingMore(one: Candidate, other: Candidate): Candidate {
  const rows = other.rowsFitting - one.rowsFitting;
  return rows > 0 || (rows === 0 && shareOf(other) >= shareOf(one)) ? other : one;
}

function isBetter(
  best: Candidate,
  other: Candidate,
  fits: readonly Combination[],
  versions: number,
): boolean {
  return fitsBetter(best, other, fits, versions) || isWholeOf(best, other, fits, versions);
}

/** Sign test: of the rows that fit one of the two better, more fit this one than a coin would give it. */
function fitsBetter(
  one: Candidate,
  other: Candidate,
  fits: readonly Combination[],
  versions: number,
): boolean {
  const { wins, losses } = signsOf(one, other, fits);
  return binomialTail(wins, wins + losses, 1 / 2) <= chanceFor(versions);
}

/**
 * Whether the suspect is all of `one` and lacks more of the other than the slips of the suspect explain. Only where no
 * more rows fit the other: what it has besides is then rows that the suspect should have, were it taken from there.
 */
function isWholeOf(
  one: Candidate,
  other: Candidate,
  fits: readonly Combination[],
  versions: number,
): boolean {
  const { wins, losses } = signsOf(one, other, fits);
  if (losses > wins || shareOf(one) < LEAST_WHOLE_SHARE) return false;
  const added = other.total - one.total;
  const missing = other.total - other.found - (one.total - one.found);
  if (added <= 0 || missing <= 0) return false;
  // One more missing row than was seen: a suspect without slips does not prove that it never has any.
  const missingShare = (one.total - one.found + 1) / (one.total + 2);
  return binomialTail(Math.min(missing, added), added, missingShare) <= chanceFor(versions);
}

function signsOf(
  one: Candidate,
  other: Candidate,
  fits: readonly Combination[],
): { wins: number; losses: number } {
  const both = fits.reduce(
    (sum, { prints, rows }) => sum + (prints.includes(one.at) && prints.includes(other.at) ? rows : 0),
    0,
  );
  return { wins: one.rowsFitting - both, losses: other.rowsFitting - both };
}

/** Each version is compared with every other: the chance is shared among them (Bonferroni). */
function chanceFor(versions: number): number {
  return MOST_CHANCE / (versions - 1);
}

function shareOf({ found, total }: Candidate): number {
  return total === 0 ? 0 : found / total;
}

/** The span of all versions that the suspect may be of. */
function datesOf(
  open: readonly Candidate[],
): Pick<TakenVersion, 'takenAfter' | 'takenBefore' | 'firstSeenAt' | 'lastSeenAt'> {
  const versions = open
    .map(({ version }) => version)
    .sort((a, b) => a.firstSeenAt.localeCompare(b.firstSeenAt));
  const first = versions[0]!;
  const last = versions.at(-1)!;
  return {
    takenAfter: first.notYetAt,
    takenBefore: last.noMoreAt,
    firstSeenAt: first.firstSeenAt,
    lastSeenAt: last.lastSeenAt,
  };
}

function described(
  { endpoint, asset, versions }: AssetGroup,
  best: Candidate,
  next: Candidate,
  overlaps: readonly Overlap[],
): Omit<TakenVersion, 'takenAfter' | 'takenBefore' | 'firstSeenAt' | 'lastSeenAt' | 'fitting' | 'isTold'> {
  return {
    print: overlaps[best.prints[0]!]!.print.id,
    endpoint: endpoint.name,
    path: asset.path,
    versions: versions.length,
    rowsFitting: best.rowsFitting,
    rowsFittingNext: next.rowsFitting,
    rowsPresent: best.rowsPresent,
    rowsPresentInNext: next.rowsPresent,
    cellsAgreeing: best.cellsAgreeing,
    cellsAgreeingInNext: next.cellsAgreeing,
    reverseShare: shareOf(best),
    reverseShareOfNext: shareOf(next),
  };
}
