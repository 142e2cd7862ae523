import { canonicalCity } from './city';
import { canonicalCode } from './code';
import { canonicalName } from './name';
import { ASK, LONGEST_CELL, UNREADABLE } from './reading';
import { canonicalStreet } from './street';
import { canonicalText } from './text';
import { canonicalCard } from './card';
import { canonicalDate } from './date';
import { canonicalEmail } from './email';
import { canonicalIban } from './iban';
import { canonicalNir } from './nir';
import { canonicalNumber } from './number';
import { canonicalPhone } from './phone';
import { canonicalPostcode } from './postcode';
import { canonicalSecret } from './secret';
import { canonicalSiren } from './siren';
import { canonicalSiret } from './siret';
import { canonicalUuid } from './uuid';

/**
 * Canonical form of one cell, as fingerprints/fields/<field>.ts defines it.
 * @param field place of the field in FIELD_IDS
 * @param from the cell, valid UTF-8, `length` bytes, READ_PAST readable bytes behind it
 * @param to room of CANONICAL_ROOM bytes; not overlapping
 * @returns bytes written (UTF-8), UNREADABLE, or ASK
 */
export function canonicalForm(field: i32, from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length === 0) return UNREADABLE;
  if (length > LONGEST_CELL) return ASK;
  switch (field) {
    case 4: return canonicalName(from, length, to, reading);
    case 5: return canonicalStreet(from, length, to, reading);
    case 7: return canonicalCity(from, length, to, reading);
    case 14: return canonicalCode(from, length, to, reading);
    case 15: return canonicalText(from, length, to, reading);
    case 0: return canonicalNir(from, length, to, reading);
    case 1: return canonicalEmail(from, length, to, reading);
    case 2: return canonicalPhone(from, length, to, reading);
    case 3: return canonicalDate(from, length, to, reading);
    case 6: return canonicalPostcode(from, length, to, reading);
    case 8: return canonicalIban(from, length, to, reading);
    case 9: return canonicalCard(from, length, to, reading);
    case 10: return canonicalUuid(from, length, to, reading);
    case 11: return canonicalSiren(from, length, to, reading);
    case 12: return canonicalSiret(from, length, to, reading);
    case 13: return canonicalNumber(from, length, to, reading);
    case 16: return canonicalSecret(from, length, to, reading);
    default:
      return ASK;
  }
}
