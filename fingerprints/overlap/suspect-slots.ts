import { type Slot, slotKey } from '../engine/slot.ts';
import type { ColumnReading, FieldGuess, FieldId } from '../fields/field.ts';
import { FIELDS } from '../fields/fields.ts';

/** Guesses of one column that are tried. */
const TRIED_GUESSES = 4;
/** Name columns that are tried as one name, pair by pair. */
const JOINED_COLUMNS = 4;
/** Columns of a suspect that are compared; learning which is which grows with their number. */
export const MOST_COMPARED_COLUMNS = 128;

/**
 * Every way in which the columns of a suspect may have to be read: each column as each field it may be, names also by
 * their pieces (given and family name merged) and joined (apart here, merged in the table).
 * @param guesses by column, best first (see recogniseColumn)
 */
export function slotsOfSuspect(guesses: readonly (readonly FieldGuess[])[]): Slot[] {
  const slots: Slot[] = [];
  for (const column of comparedColumns(guesses)) {
    for (const { reading } of triedGuesses(guesses[column]!)) {
      slots.push({ kind: 'whole', columns: [column], reading });
      if (FIELDS[reading.field].pieces !== undefined)
        slots.push({ kind: 'pieces', columns: [column], reading });
    }
  }
  return withoutRepeats([...slots, ...joinedNames(guesses)]);
}

/** Places of the columns that are compared: of too many, those first that look like something that identifies. */
export function comparedColumns(guesses: readonly (readonly FieldGuess[])[]): number[] {
  const isPlain = (column: number): boolean => PLAIN.has(guesses[column]![0]?.reading.field ?? 'text');
  return guesses
    .map((_, column) => column)
    .sort((a, b) => Number(isPlain(a)) - Number(isPlain(b)) || a - b)
    .slice(0, MOST_COMPARED_COLUMNS);
}

const PLAIN: ReadonlySet<FieldId> = new Set(['text', 'number', 'code']);

function triedGuesses(guesses: readonly FieldGuess[]): readonly FieldGuess[] {
  const tried = guesses.slice(0, TRIED_GUESSES);
  const last = guesses[guesses.length - 1];
  return last === undefined || tried.includes(last) ? tried : [...tried, last];
}

function joinedNames(guesses: readonly (readonly FieldGuess[])[]): Slot[] {
  const names = guesses
    .flatMap((tried, column) => {
      const reading = triedGuesses(tried).find((guess) => guess.reading.field === 'name')?.reading;
      return reading === undefined ? [] : [{ column, reading, isBest: tried[0]?.reading.field === 'name' }];
    })
    .sort((a, b) => Number(b.isBest) - Number(a.isBest) || a.column - b.column)
    .slice(0, JOINED_COLUMNS);
  return names.flatMap((first, at) =>
    names.slice(at + 1).map((second) => joined(first.column, second.column, first.reading)),
  );
}

function joined(first: number, second: number, reading: ColumnReading): Slot {
  return { kind: 'joined', columns: [first, second], reading };
}

/** Guesses that differ only in the role (given or family name) read a column alike. */
function withoutRepeats(slots: readonly Slot[]): Slot[] {
  return [...new Map(slots.map((slot) => [slotKey(slot), slot])).values()];
}
