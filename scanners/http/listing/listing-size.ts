import { withPlainBlanks } from './byte-text.ts';

/** What a column of sizes says: exact bytes, or null where it is rounded ('7.2M') or says that there is none ('-'). */
export interface FoundSize {
  readonly bytes: number | null;
  /** Whether 'B' or 'bytes' stands behind the number: a number alone may count anything. */
  readonly hasUnit: boolean;
}

/** Read a column as a size; null where it is none. Thousands may be parted by commas or blanks. */
export function readSize(column: string): FoundSize | null {
  const text = withPlainBlanks(column).replace(/\s+/g, ' ').trim();
  if (/^[-\u2014\u2013]+$|^<dir>$/i.test(text)) return { bytes: null, hasUnit: false };
  const exact = /^(\d{1,16}|\d{1,3}(?:[, ]\d{3})+) ?(b|bytes?|octets?)?$/i.exec(text);
  if (exact !== null)
    return { bytes: safeInteger(exact[1]!.replace(/\D/g, '')), hasUnit: exact[2] !== undefined };
  return /^[\d.,]+ ?[kmgtp](?:i?b)?(?:ytes?)?$/i.test(text) ? { bytes: null, hasUnit: true } : null;
}

/** A decimal number of bytes as attributes and elements have it; null for anything else. */
export function exactBytes(digits: string | undefined): number | null {
  const text = digits?.trim() ?? '';
  return /^\d{1,16}$/.test(text) ? safeInteger(text) : null;
}

function safeInteger(digits: string): number | null {
  const bytes = Number(digits);
  return Number.isSafeInteger(bytes) ? bytes : null;
}
