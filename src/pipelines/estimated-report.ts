import {
  estimateShare,
  INTERVAL_LEVEL,
  type ShareEstimate,
} from '../../fingerprints/estimate/block-sampling.ts';
import { estimateRowCount } from '../../fingerprints/estimate/row-count.ts';
import { formatBytes, formatCount, formatCounted } from '../core/units.ts';
import type { Overlap, Report } from '../reports/report.ts';
import type { SourceSample } from './sample-source.ts';
import type { BlockTallies } from './tally-blocks.ts';

/**
 * The report on a sample as one on the whole file: rows are estimated, with their intervals. People, rows of the prints,
 * and columns stay what was seen, which is the least there is: how often they come again elsewhere is not known.
 * `report` has the prints in the order of the tallies (see Report.comparedWith).
 */
export function estimatedReport(report: Report, sample: SourceSample, tallies: BlockTallies): Report {
  const { blocks, bytesTotal, bytesRead } = sample;
  const sampledShare = blocks.reduce((sum, { bytes }) => sum + bytes, 0) / Math.max(1, bytesTotal);
  const counts = blocks.map(({ rows, bytes }) => ({ rows: rows.length, bytes }));
  const count = estimateRowCount(counts, bytesTotal);
  const rows = Math.round(count.rows);
  const scale = report.suspect.rows === 0 ? 0 : rows / report.suspect.rows;
  const shareOf = (of: BlockTallies['explained']) =>
    estimateShare(of, INTERVAL_LEVEL, Math.min(1, sampledShare));
  const places = new Map(report.comparedWith.map(({ id }, at) => [id, at]));
  const explained = shareOf(tallies.explained);
  const rowsExplained = Math.round(explained.share * rows);
  const { sections, ...suspect } = report.suspect;
  return {
    ...report,
    suspect: { ...suspect, sha256: '', bytes: bytesTotal, rows },
    coverage: {
      complete: false,
      bytesRead,
      skipped: [...report.coverage.skipped, unread(report.suspect.name, sample)],
    },
    overlaps: report.overlaps.map((overlap) =>
      estimatedOverlap(overlap, rows, scale, shareOf(tallies.byPrint[places.get(overlap.print.id)!]!)),
    ),
    population: {
      ...report.population,
      rowsExplained,
      rowsUnexplained: rows - rowsExplained,
      expectedByChance: report.population.expectedByChance * scale,
    },
    estimate: {
      level: INTERVAL_LEVEL,
      blocks: blocks.length,
      bytesSampled: bytesRead,
      rowsSampled: explained.rowsSampled,
      rowsInterval: [Math.floor(count.low), Math.ceil(count.high)],
      explained: { share: explained.share, interval: [explained.low, explained.high] },
    },
    warnings: [...report.warnings, LEAST_SEEN, ...stackedWarning(sections?.length ?? 1)],
  };
}

const LEAST_SEEN =
  'this is an estimate: people, rows of tables found in the file, and columns are those seen in the blocks that were read, the least there is; only shares and rows of the file are estimated for all of it';

function stackedWarning(tables: number): string[] {
  return tables === 1
    ? []
    : [`the blocks are of ${formatCount(tables)} tables in one file; its columns are those of the first`];
}

function estimatedOverlap(overlap: Overlap, rows: number, scale: number, estimate: ShareEstimate): Overlap {
  return {
    ...overlap,
    rows: {
      total: rows,
      present: Math.round(estimate.share * rows),
      household: Math.round(overlap.rows.household * scale),
      share: estimate.share,
      interval: [estimate.low, estimate.high],
      method: 'sampled',
    },
    expectedByChance: overlap.expectedByChance * scale,
  };
}

function unread(
  name: string,
  { blocks, bytesTotal, bytesRead }: SourceSample,
): { what: string; reason: string } {
  return {
    what: `${formatBytes(Math.max(0, bytesTotal - bytesRead))} of ${name}`,
    reason: `estimated from ${formatCounted(blocks.length, 'random block')} (${formatBytes(bytesRead)})`,
  };
}
