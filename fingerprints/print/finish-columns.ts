import type { Field, FieldId, FieldScope, Role } from '../fields/field.ts';
import { FIELDS, scopeOf } from '../fields/fields.ts';
import type { BuildingColumn, PlannedColumn } from './building-column.ts';
import { groupSizes, type Spread, spreadOf } from './column-statistics.ts';
import type { ColumnTokens, CountedTokens } from './count-column.ts';
import { defaultRelativeShare, isPersonal } from './default-shares.ts';
import { type LinkColumn, type Links, linkRows } from './link-rows.ts';
import type { Print, PrintColumn, PrintMeta } from './print.ts';
import { recognisableShare } from './recognisable.ts';
import { type Agreements, countAgreements, countRelations } from './relations.ts';
import { rowMajor } from './row-major.ts';

interface FinishedColumn extends CountedTokens {
  readonly building: BuildingColumn;
  readonly high: Uint32Array;
  readonly role: Role | null;
}

type Finished = Omit<Print, 'meta'> & {
  readonly meta: Pick<PrintMeta, 'persons' | 'columns' | 'relations' | 'recognisableShare'>;
};

/**
 * Join rows into people, and lay the signature out row by row.
 * @param counts countColumn of each column's tokens
 */
export function finishColumns(
  building: readonly BuildingColumn[],
  counts: readonly CountedTokens[],
  rows: number,
): Finished {
  const counted = withNameRoles(building.map((column, at) => finishedColumn(column, counts[at]!)));
  const tokens = counted.map((column) => column.high);
  const signature = rowMajor(tokens, rows);
  const pairs = counted.map((column) => column.agreeing);
  const links = linkRows(counted.map(linkColumn), signature, countRelations(pairs, signature, null), rows);
  const relatives = countAgreements(links.relativePairs, signature, counted.length);
  const columns = counted.map((column, at) => describe(column, links, relativeShare(column, relatives, at)));
  const relations = countRelations(pairs, signature, links.householdOf);
  const print = {
    signature,
    indexes: counted.map((column) => column.grouped?.index ?? null),
    frequencies: counted.map((column) => column.frequencies),
    spellings: counted.map((column) => column.spelling),
    personOf: links.persons === rows ? null : links.personOf,
  };
  const meta = { persons: links.persons, columns, relations };
  return { ...print, meta: { ...meta, recognisableShare: recognisableShare(signature, rows, meta) } };
}

/** The tokens of a column that takes no more. */
export function tokensOf({ high, tags, plan, spellings }: BuildingColumn): ColumnTokens {
  const rows = high.finish();
  return {
    high: rows,
    tags: tags?.finish() ?? null,
    leastBits: leastIndexedBits(plan, rows.length),
    spellings: spellings?.collector.finish() ?? null,
  };
}

/** A column whose values are this well spread is a way in, whatever its field. */
const INDEXED_BITS = 6;
/** Rows that share a value of a column which is no more than a circumstance: more are no way in. */
const MOST_IN_A_WAY = 64;

/**
 * Identifying bits from which rows are looked up by a column. The doctor's name and the day of a visit are many people's:
 * in a table of 1,000,000 rows hundreds share each, and their index takes 4.5 bytes a row to find nobody by.
 */
function leastIndexedBits({ reading, role, isKey }: PlannedColumn, rows: number): number {
  if (isKey) return 0;
  const isCircumstance =
    (reading.field === 'name' && role === 'someone-else') || (reading.field === 'date' && role !== 'birth');
  return isCircumstance ? Math.max(INDEXED_BITS, Math.log2(rows / MOST_IN_A_WAY)) : INDEXED_BITS;
}

function finishedColumn(building: BuildingColumn, counts: CountedTokens): FinishedColumn {
  return { ...counts, building, high: building.high.finish(), role: building.plan.role };
}

/** Of two name columns without a telling header the one with fewer different values holds the given names. */
function withNameRoles(columns: readonly FinishedColumn[]): FinishedColumn[] {
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

function relativeShareBefore(column: FinishedColumn): number {
  return defaultRelativeShare(column.building.plan.reading.field, column.role, scopeOfColumn(column));
}

/** Who can share the column's values: the doctor's name says nothing of who lives together. */
function scopeOfColumn({ building, role }: FinishedColumn): FieldScope {
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
function isSpreadLike(field: Field, column: FinishedColumn): boolean {
  const mostBits = Math.log2(Math.max(2, column.high.length));
  return column.spread.identifyingBits >= 0.6 * Math.min(field.identifyingBits, mostBits);
}

function linkColumn(column: FinishedColumn): LinkColumn {
  const field = FIELDS[column.building.plan.reading.field];
  const scope = scopeOfColumn(column);
  const measured = column.spread.identifyingBits;
  const personal = isPersonal(field.id, column.role, scope) && isSpreadLike(field, column);
  const bits = personal || REACHED_AT.has(field.id) ? Math.max(field.identifyingBits, measured) : measured;
  return {
    tokens: column.high,
    grouped: column.grouped,
    bits,
    ownBits: Math.min(bits, -Math.log2(relativeShareBefore(column))),
    speaksFor: personal ? 'person' : scope === 'any' ? 'nobody' : 'household',
    isKey: column.building.plan.isKey,
    isDerived: column.building.isDerived,
  };
}

function describe(column: FinishedColumn, links: Links, relativeShare: number): PrintColumn {
  const { plan } = column.building;
  const spread =
    column.grouped === null ? column.spread : spreadOf(groupSizes(column.grouped, links.householdOf));
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
    commonestShare: column.spread.commonestShare,
    singleShare: singleShareOf(FIELDS[plan.reading.field], spread),
    nearShare: column.nearShare,
    relativeShare,
    isIndexed: column.grouped !== null,
    hasSpellings: column.spelling !== null,
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

/** P(a relative agrees), from the pairs of relatives that the table itself shows. */
function relativeShare(column: FinishedColumn, { compared, agreeing }: Agreements, at: number): number {
  const before = relativeShareBefore(column);
  const learned = (agreeing[at]! + before * PRIOR_PAIRS) / (compared[at]! + PRIOR_PAIRS);
  return SHARED_BY_FEW.has(column.role) ? Math.max(before, learned) : learned;
}

/**
 * Never taken to be rarer among relatives than is known of people at large: a table shows few twins, and the relatives
 * who are not in it may be others.
 */
const SHARED_BY_FEW: ReadonlySet<Role | null> = new Set<Role>(['given', 'birth', 'full']);
