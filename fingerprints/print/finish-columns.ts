import type { Field, FieldId, FieldScope, Role } from '../fields/field.ts';
import { FIELDS, scopeOf } from '../fields/fields.ts';
import type { BuildingColumn } from './building-column.ts';
import { buildColumnIndex, type ColumnIndex, findRun } from './column-index.ts';
import { groupSizes, type Spread, spreadOf } from './column-statistics.ts';
import { defaultRelativeShare, isPersonal } from './default-shares.ts';
import { buildFrequencyTable, type FrequencyTable, frequencyOf } from './frequency-table.ts';
import { type LinkColumn, type Links, linkRows } from './link-rows.ts';
import { nearShareOf } from './near-share.ts';
import type { Print, PrintColumn, PrintMeta } from './print.ts';
import { recognisableShare } from './recognisable.ts';
import { countRelations } from './relations.ts';
import { rowMajor } from './row-major.ts';
import type { SpellingIndex } from './spelling-index.ts';

/** A column whose values are this well spread is kept in the index, whatever its field. */
const INDEXED_BITS = 6;

interface CountedColumn {
  readonly building: BuildingColumn;
  readonly high: Uint32Array;
  readonly index: ColumnIndex | null;
  readonly frequencies: FrequencyTable | null;
  readonly spelling: SpellingIndex | null;
  readonly distinct: number;
  readonly spread: Spread;
  readonly role: Role | null;
}

type Finished = Omit<Print, 'meta'> & {
  readonly meta: Pick<PrintMeta, 'persons' | 'columns' | 'relations' | 'recognisableShare'>;
};

/** Index and count the columns, join rows into people, and lay the signature out row by row. */
export function finishColumns(building: readonly BuildingColumn[], rows: number): Finished {
  const counted = withNameRoles(building.map(countColumn));
  const tokens = counted.map((column) => column.high);
  const links = linkRows(counted.map(linkColumn), countRelations(tokens, null), rows);
  const columns = counted.map((column) => describe(column, links));
  const relations = countRelations(tokens, links.householdOf);
  const print = {
    signature: rowMajor(tokens, rows),
    indexes: counted.map((column) => column.index),
    frequencies: counted.map((column) => column.frequencies),
    spellings: counted.map((column) => column.spelling),
    personOf: links.persons === rows ? null : links.personOf,
  };
  const meta = { persons: links.persons, columns, relations };
  return { ...print, meta: { ...meta, recognisableShare: recognisableShare(print.signature, rows, meta) } };
}

function countColumn(building: BuildingColumn): CountedColumn {
  const high = building.high.finish();
  const low = building.low?.finish() ?? null;
  const spelling = building.spellings?.collector.build() ?? null;
  const base = { building, high, spelling, role: building.plan.role };
  if (low !== null) {
    const index = buildColumnIndex(high, low);
    const spread = spreadOf(groupSizes(index, high, null));
    if (spread.identifyingBits >= INDEXED_BITS || building.plan.isKey)
      return { ...base, index, frequencies: null, distinct: spread.distinct, spread };
  }
  const { table, distinct, sizes, mostLeftOut } = buildFrequencyTable(high);
  const spread = spreadOf(sizes);
  return {
    ...base,
    index: null,
    frequencies: table,
    distinct,
    spread: withLeftOut(spread, sizes, mostLeftOut),
  };
}

/** A value that a full frequency table does not name may stand in as many rows as those it had no room for. */
function withLeftOut(spread: Spread, sizes: ReadonlyMap<number, number>, mostLeftOut: number): Spread {
  if (mostLeftOut === 1) return spread;
  let filled = 0;
  for (const [size, values] of sizes) filled += size * values;
  return { ...spread, singleShare: Math.max(spread.singleShare, mostLeftOut / filled) };
}

/** Of two name columns without a telling header the one with fewer different values holds the given names. */
function withNameRoles(columns: readonly CountedColumn[]): CountedColumn[] {
  const open = columns.filter(
    (column) =>
      !column.building.isDerived && column.building.plan.reading.field === 'name' && column.role === null,
  );
  if (open.length !== 2 || columns.some((column) => column.role === 'given' || column.role === 'family'))
    return [...columns];
  const [given, family] = open.sort((a, b) => a.distinct - b.distinct);
  return columns.map((column) => {
    if (column === given) return { ...column, role: 'given' };
    return column === family ? { ...column, role: 'family' } : column;
  });
}

function relativeShareBefore(column: CountedColumn): number {
  return defaultRelativeShare(column.building.plan.reading.field, column.role, scopeOfColumn(column));
}

/** Who can share the column's values: the doctor's name says nothing of who lives together. */
function scopeOfColumn({ building, role }: CountedColumn): FieldScope {
  return scopeOf(building.plan.reading.field, role);
}

/**
 * Where a household is reached: strangers do not share it, so that those who do live together, however many rows do.
 * Streets are not among them: they are also written without the number.
 */
const REACHED_AT: ReadonlySet<FieldId> = new Set(['phone', 'email', 'iban']);

/**
 * Whether a column spreads as its field does: twenty insurers were taken for full names by their looks, and would join
 * strangers into one person. Small tables and rows of one person repeat values, hence the slack.
 */
function isSpreadLike(field: Field, column: CountedColumn): boolean {
  const mostBits = Math.log2(Math.max(2, column.high.length));
  return column.spread.identifyingBits >= 0.6 * Math.min(field.identifyingBits, mostBits);
}

function linkColumn(column: CountedColumn): LinkColumn {
  const field = FIELDS[column.building.plan.reading.field];
  const scope = scopeOfColumn(column);
  const measured = column.spread.identifyingBits;
  const personal = isPersonal(field.id, column.role, scope) && isSpreadLike(field, column);
  return {
    tokens: column.high,
    index: column.index,
    bits: personal || REACHED_AT.has(field.id) ? Math.max(field.identifyingBits, measured) : measured,
    relativeShare: relativeShareBefore(column),
    speaksFor: personal ? 'person' : scope === 'any' ? 'nobody' : 'household',
    isKey: column.building.plan.isKey,
    isDerived: column.building.isDerived,
  };
}

function describe(column: CountedColumn, links: Links): PrintColumn {
  const { plan } = column.building;
  const spread =
    column.index === null
      ? column.spread
      : spreadOf(groupSizes(column.index, column.high, links.householdOf));
  return {
    source: plan.source,
    name: plan.name,
    reading: plan.reading,
    role: column.role,
    scope: scopeOfColumn(column),
    isDerived: column.building.isDerived,
    isKey: plan.isKey,
    empty: column.building.empty,
    unreadable: column.building.unreadable,
    distinct: column.distinct,
    identifyingBits: spread.identifyingBits,
    singleShare: singleShareOf(FIELDS[plan.reading.field], spread),
    nearShare: nearShareOf(column.spelling, rowCounter(column), filledRows(column)),
    relativeShare: learnedRelativeShare(column, links),
    isIndexed: column.index !== null,
    hasSpellings: column.spelling !== null,
  };
}

function filledRows({ building, high }: CountedColumn): number {
  return high.length - building.empty - building.unreadable;
}

/** Says how many rows have a value of the column. */
function rowCounter({ index, frequencies, high }: CountedColumn): (token: number) => number {
  if (index === null) return (token) => frequencyOf(frequencies!, token);
  return (token) => {
    const run = findRun(index, high, 1, 0, token, null);
    return run.end - run.start;
  };
}

/** A column whose values this many share is not what its field assigns to one holder. */
const MOST_REPEATED = 0.02;

/** Rarer than the table alone can show, where the field assigns its values to one holder and the table agrees. */
function singleShareOf({ assignedOnceBits }: Field, { singleShare, repeatedShare }: Spread): number {
  if (assignedOnceBits === undefined || repeatedShare > MOST_REPEATED) return singleShare;
  return Math.min(singleShare, 2 ** -assignedOnceBits);
}

/** Weight of the share known beforehand, in pairs. */
const PRIOR_PAIRS = 30;

function learnedRelativeShare(column: CountedColumn, { relativePairs }: Links): number {
  let compared = 0;
  let agreeing = 0;
  for (let at = 0; at < relativePairs.length; at += 2) {
    const left = column.high[relativePairs[at]!]!;
    const right = column.high[relativePairs[at + 1]!]!;
    if (left === 0 || right === 0) continue;
    compared++;
    if (left === right) agreeing++;
  }
  const before = relativeShareBefore(column);
  const learned = (agreeing + before * PRIOR_PAIRS) / (compared + PRIOR_PAIRS);
  return SHARED_BY_FEW.has(column.role) ? Math.max(before, learned) : learned;
}

/**
 * Never taken to be rarer among relatives than is known of people at large: a table shows few twins, and the relatives
 * who are not in it may be others.
 */
const SHARED_BY_FEW: ReadonlySet<Role | null> = new Set<Role>(['given', 'birth', 'full']);
