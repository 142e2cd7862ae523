import { twoDigits } from './calendar.ts';
import { spread } from './spread.ts';

/** Bank codes that no bank has been given (they begin with 9), so that no account is anybody's. */
const BANKS = [90_102, 90_217, 90_333, 90_468, 90_581, 90_746, 90_894, 90_960] as const;
const ACCOUNTS = 10_000_000;

/**
 * 27 signs of a French account number with both its check figures; all serials below 10 million differ.
 * Sources: RIB key = 97 - (89 bank + 15 branch + 3 account) mod 97 (CFONB); IBAN check = 98 - n mod 97 (ISO 13616).
 */
export function ibanOf(seed: number, serial: number): string {
  const bank = BANKS[serial % BANKS.length] as number;
  const branch = (serial >>> 3) % 1_900;
  const account = spread(serial, ACCOUNTS, seed, 3);
  const ribKey = 97 - ((89 * bank + 15 * branch + 3 * account) % 97);
  const national = `${bank}${String(branch).padStart(5, '0')}${String(account).padStart(11, '0')}${twoDigits(ribKey)}`;
  return `FR${twoDigits(98 - remainderBy97(`${national}152700`))}${national}`;
}

/** Remainder of a long number by 97, twelve digits at a time (F is 15, R is 27). */
function remainderBy97(digits: string): number {
  let remainder = 0;
  for (let start = 0; start < digits.length; start += 12) {
    const part = digits.slice(start, start + 12);
    remainder = (remainder * 10 ** part.length + Number(part)) % 97;
  }
  return remainder;
}
