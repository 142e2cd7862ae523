import { isBlank } from '../fields/blank.ts';

/** Rows of a block that have no token of a slot, by why. */
export interface TokenlessRows {
  /** Blank cells; of a joined slot all rows without a token, as a print counts them. */
  readonly empty: number;
  /** Cells that hold something, but no value of the slot's field. */
  readonly unreadable: number;
}

/** Counts them, cell by cell. */
export class TokenlessCount implements TokenlessRows {
  empty = 0;
  unreadable = 0;

  add(cell: string): void {
    if (isBlank(cell)) this.empty++;
    else this.unreadable++;
  }
}
