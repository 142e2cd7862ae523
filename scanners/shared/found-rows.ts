import { formatCounted } from '../../src/core/units.ts';
import type { AssetObservation, AssetOverlap } from '../exposure.ts';
import { isKnown } from './asset-content.ts';

/**
 * How many spreads (square roots of the expected number, as of a Poisson count) the rows found must be above chance.
 * A single row passes where less than 0.026 of a row is expected.
 */
const SPREADS_ABOVE_CHANCE = 6;
/** Tables named in evidence; how many there are is told apart. */
const MOST_TABLES_TOLD = 10;
const MOST_COLUMNS_TOLD = 12;

/** The tables whose rows are in the asset beyond chance, most rows first. */
export function tablesIn(asset: AssetObservation): readonly AssetOverlap[] {
  return overlapsOf(asset, 'table');
}

/** The kept suspects whose rows are in the asset beyond chance, most rows first. */
export function suspectsIn(asset: AssetObservation): readonly AssetOverlap[] {
  return overlapsOf(asset, 'suspect');
}

/** One line for each of the first tables: 'lab_a (Laboratory A): 40,000 rows, 39,800 people; columns NIR, EMAIL'. */
export function tableLines(overlaps: readonly AssetOverlap[]): readonly string[] {
  return overlaps.slice(0, MOST_TABLES_TOLD).map(({ name, controller, rowsPresent, persons, columns }) => {
    const title = controller === null ? name : `${name} (${controller})`;
    const people = formatCounted(persons, 'person', 'people');
    const shown = columns.slice(0, MOST_COLUMNS_TOLD).join(', ');
    const more = columns.length > MOST_COLUMNS_TOLD ? ` and ${columns.length - MOST_COLUMNS_TOLD} more` : '';
    const agreeing = columns.length > 0 ? `; columns ${shown}${more}` : '';
    return `${title}: ${formatCounted(rowsPresent, 'row')}, ${people}${agreeing}`;
  });
}

function overlapsOf(asset: AssetObservation, kind: AssetOverlap['kind']): readonly AssetOverlap[] {
  if (!isKnown(asset)) return [];
  return asset.overlaps
    .filter((overlap) => overlap.kind === kind && isBeyondChance(overlap))
    .sort((one, other) => other.rowsPresent - one.rowsPresent);
}

function isBeyondChance({ rowsPresent, expectedByChance }: AssetOverlap): boolean {
  const most = expectedByChance + SPREADS_ABOVE_CHANCE * Math.sqrt(expectedByChance);
  return rowsPresent > 0 && rowsPresent > most;
}
