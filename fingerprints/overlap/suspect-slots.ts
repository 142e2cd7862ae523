import { type Slot, slotKey } from '../engine/slot.ts';
import type { ColumnReading, FieldGuess } from '../fields/field.ts';
import { FIELDS } from '../fields/fields.ts';

/** Guesses of one column that are tried. */
const TRIED_GUESSES = 4;
/** Name columns that are tried as one name, pair by pair. */
const JOINED_COLUMNS = 4;

/**
 * Every way in which the columns of a suspect may have to be read: each column as each field it may be, names also by
 * their pieces (given and family name merged) and joined (apart here, merged in the table).
 * @param guesses by column, best first (see recogniseColumn)
 */
export function slotsOfSuspect(guesses: readonly (readonly FieldGuess[])[]): Slot[] {
  const slots: Slot[] = [];
  guesses.forEach((tried, column) => {
    for (const { reading } of triedGuesses(tried)) {
      slots.push({ kind: 'whole', columns: [column], reading });
      if (FIELDS[reading.field].pieces !== undefined)
        slots.push({ kind: 'pieces', columns: [column], reading });
    }
  });
  return withoutRepeats([...slots, ...joinedNames(guesses)]);
}

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
