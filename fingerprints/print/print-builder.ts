import { createSlotReader, type Slot } from '../engine/slot.ts';
import type { SpellingTokeniser, Tokeniser } from '../engine/tokeniser.ts';
import { TOKEN_ALGORITHM } from '../engine/tokeniser.ts';
import { isBlank } from '../fields/blank.ts';
import { CANONICAL_VERSION } from '../fields/field.ts';
import { FIELDS } from '../fields/fields.ts';
import { type BuildingColumn, isNewValue, type PlannedColumn } from './building-column.ts';
import { type ColumnTokens, type CountedTokens, countColumn } from './count-column.ts';
import { finishColumns, tokensOf } from './finish-columns.ts';
import { createGrowingColumn, createGrowingTags } from './growing-column.ts';
import { PRINT_LAYOUT, type Print } from './print.ts';
import { createSpellingCollector } from './spelling-index.ts';
import { addBlock, type NewValue, type TokenBlock } from './token-block.ts';
import { createTokenSet } from './token-set.ts';

/**
 * Takes rows in order, as cells or as tokens, and gives the print: the same for the same rows, whichever way they came.
 * Memory: about 6 bytes a cell while rows come in.
 */
export interface PrintBuilder {
  /** What the print's columns read, in their order: those planned, then the derived one if any. */
  readonly slots: readonly Slot[];
  addRow(cells: readonly string[]): void;
  /**
   * Add rows whose tokens were made elsewhere. Gives the values whose near spellings are wanted: few of a block after the
   * first. Each is to be answered by `spell` before `build`.
   */
  addTokens(block: TokenBlock): readonly NewValue[];
  /** Give the canonical text of a new value: SlotReader.canonicals of its cell, through the column's slot. */
  spell(value: Pick<NewValue, 'column' | 'token'>, canonicals: readonly string[]): void;
  rowCount(): number;
  /** What there is to count, by column: countColumn may do it on other threads. Nothing is added afterwards. */
  finish(): readonly ColumnTokens[];
  /** Ends the building; call once. @param counts countColumn of all that `finish` gives; default: made here */
  build(counts?: readonly CountedTokens[]): Print;
}

/** Make the builder of a print with these columns. Ignored columns are simply not planned. */
export function createPrintBuilder(
  plan: readonly PlannedColumn[],
  tokeniser: Tokeniser,
  keyId: string,
): PrintBuilder {
  const columns = [...plan.map((column) => buildingColumn(column, tokeniser)), ...derived(plan, tokeniser)];
  let rows = 0;
  return {
    slots: columns.map(({ reader }) => reader.slot),
    addTokens(block) {
      rows += block.rows;
      return addBlock(columns, block);
    },
    spell: ({ column, token }, canonicals) =>
      collectSpellings(columns[column]!, token, canonicals, tokeniser),
    addRow(cells) {
      for (const column of columns) addCell(column, cells, tokeniser);
      rows++;
    },
    rowCount: () => rows,
    finish: () => columns.map(tokensOf),
    build(counts) {
      const finished = finishColumns(columns, counts ?? columns.map(tokensOf).map(countColumn), rows);
      return {
        ...finished,
        meta: {
          layout: PRINT_LAYOUT,
          algorithm: TOKEN_ALGORITHM,
          keyId,
          canonicalVersion: CANONICAL_VERSION,
          rows,
          ...finished.meta,
        },
      };
    },
  };
}

/** Fields that people are looked up by. Towns, prices and free text match too many rows to be a way in. */
const LOOKED_UP = new Set([
  'nir',
  'email',
  'phone',
  'date',
  'name',
  'street',
  'iban',
  'card',
  'uuid',
  'siren',
  'siret',
  'code',
  'secret',
  'text',
]);

function buildingColumn(plan: PlannedColumn, tokeniser: Tokeniser): BuildingColumn {
  const field = FIELDS[plan.reading.field];
  const slot = { kind: 'whole', columns: [plan.source], reading: plan.reading } as const;
  return {
    plan,
    isDerived: false,
    reader: createSlotReader(slot, tokeniser),
    high: createGrowingColumn(),
    tags: LOOKED_UP.has(field.id) || plan.isKey ? createGrowingTags() : null,
    spellings:
      field.variants === undefined ? null : { collector: createSpellingCollector(), seen: createTokenSet() },
    empty: 0,
    unreadable: 0,
  };
}

/** The full name, where it stands in two columns: meets tables and leaks that hold it in one. */
function derived(plan: readonly PlannedColumn[], tokeniser: Tokeniser): BuildingColumn[] {
  const names = plan.filter((column) => column.reading.field === 'name' && column.role !== 'someone-else');
  const family =
    names.find((column) => column.role === 'family') ?? names.find((column) => column.role === null);
  const given = names.find(
    (column) => column !== family && (column.role === 'given' || column.role === null),
  );
  if (family === undefined || given === undefined || names.some((column) => column.role === 'full'))
    return [];
  const slot = { kind: 'joined', columns: [family.source, given.source], reading: family.reading } as const;
  return [
    {
      plan: { source: -1, name: null, reading: family.reading, role: 'full', isKey: false },
      isDerived: true,
      reader: createSlotReader(slot, tokeniser),
      high: createGrowingColumn(),
      tags: createGrowingTags(),
      spellings: null,
      empty: 0,
      unreadable: 0,
    },
  ];
}

function addCell(column: BuildingColumn, cells: readonly string[], tokeniser: SpellingTokeniser): void {
  const token = column.reader.tokens(cells)[0];
  if (token === undefined) {
    column.high.push(0);
    column.tags?.push(0);
    if (column.isDerived || isBlank(cells[column.plan.source] ?? '')) column.empty++;
    else column.unreadable++;
    return;
  }
  column.high.push(token.high);
  column.tags?.push(token.low ?? 0);
  if (isNewValue(column, token.high))
    collectSpellings(column, token.high, column.reader.canonicals(cells), tokeniser);
}

function collectSpellings(
  { plan, spellings }: BuildingColumn,
  value: number,
  canonicals: readonly string[],
  tokeniser: SpellingTokeniser,
): void {
  for (const canonical of canonicals)
    for (const blurred of tokeniser.spellings(plan.reading.field, canonical))
      spellings!.collector.add(blurred, value);
}
