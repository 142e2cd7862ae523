import type { CellTokens } from '../../../fingerprints/engine/slot.ts';
import { defaultReading } from '../../../fingerprints/fields/default-reading.ts';
import type { FieldId } from '../../../fingerprints/fields/field.ts';
import { buildColumnIndex } from '../../../fingerprints/print/column-index.ts';
import { buildFrequencyTable } from '../../../fingerprints/print/frequency-table.ts';
import type { Print, PrintColumn } from '../../../fingerprints/print/print.ts';
import type { SpellingIndex } from '../../../fingerprints/print/spelling-index.ts';
import { DEFAULTS } from '../../fields/generated-people.ts';

/** What a test says of a column; the rest is neutral. */
export interface HandMadeColumn extends Partial<Omit<PrintColumn, 'reading'>> {
  readonly field: FieldId;
  readonly spelling?: SpellingIndex;
}

/** What a test says of a print. Tokens are small numbers by row and column; 0 is empty. */
export interface HandMade {
  readonly columns: readonly HandMadeColumn[];
  readonly rows: readonly (readonly number[])[];
  /** By pair of columns 'i,j': P(j agrees | i agrees). */
  readonly relations?: Readonly<Record<string, number>>;
  readonly personOf?: readonly number[];
}

/** A print put together by hand, so that every figure in it is known. */
export function handMadePrint({ columns, rows, relations = {}, personOf }: HandMade): Print {
  const tokens = columns.map((_, at) => Uint32Array.from(rows, (row) => row[at]!));
  const isIndexed = (at: number): boolean => columns[at]!.isIndexed ?? true;
  return {
    meta: {
      layout: 2,
      algorithm: 'test',
      keyId: 'test',
      canonicalVersion: 1,
      rows: rows.length,
      persons: personOf === undefined ? rows.length : new Set(personOf).size,
      columns: columns.map((column, at) => describe(column, tokens[at]!, isIndexed(at))),
      relations: columns.map((_, i) =>
        columns.map((__, j) => (i === j ? 1 : (relations[`${i},${j}`] ?? null))),
      ),
      recognisableShare: 1,
    },
    signature: Uint32Array.from(rows.flat()),
    indexes: tokens.map((column, at) =>
      isIndexed(at) ? buildColumnIndex(column, new Uint32Array(column.length)) : null,
    ),
    frequencies: tokens.map((column, at) => (isIndexed(at) ? null : buildFrequencyTable(column).table)),
    spellings: columns.map(({ spelling }) => spelling ?? null),
    personOf: personOf === undefined ? null : Uint32Array.from(personOf),
  };
}

function describe(
  { field, spelling, ...said }: HandMadeColumn,
  tokens: Uint32Array,
  isIndexed: boolean,
): PrintColumn {
  return {
    source: 0,
    name: field,
    reading: defaultReading(field, DEFAULTS),
    role: null,
    scope: 'person',
    isDerived: false,
    isKey: false,
    empty: tokens.filter((token) => token === 0).length,
    unreadable: 0,
    distinct: new Set(tokens).size,
    identifyingBits: 10,
    singleShare: 2 ** -10,
    commonestShare: said.singleShare ?? 2 ** -10,
    nearShare: 0,
    relativeShare: 0.01,
    hasSpellings: spelling !== undefined,
    ...said,
    isIndexed,
  };
}

/** A suspect's row: one token per slot, several, or none (0). */
export function tokensOf(...slots: readonly (number | readonly number[])[]): CellTokens[] {
  return slots.map((slot) =>
    (typeof slot === 'number' ? [slot] : slot).filter((high) => high !== 0).map((high) => ({ high, low: 0 })),
  );
}
