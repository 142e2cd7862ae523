import { card } from './card.ts';
import { city } from './city.ts';
import { code } from './code.ts';
import { date } from './date.ts';
import { email } from './email.ts';
import type { Field, FieldId, FieldScope, Role } from './field.ts';
import { iban } from './iban.ts';
import { name } from './name.ts';
import { nir } from './nir.ts';
import { number } from './number.ts';
import { phone } from './phone.ts';
import { postcode } from './postcode.ts';
import { secret } from './secret.ts';
import { siren } from './siren.ts';
import { siret } from './siret.ts';
import { street } from './street.ts';
import { text } from './text.ts';
import { uuid } from './uuid.ts';

/** Every field by its id. */
export const FIELDS: Readonly<Record<FieldId, Field>> = {
  nir,
  email,
  phone,
  date,
  name,
  street,
  postcode,
  city,
  iban,
  card,
  uuid,
  siren,
  siret,
  number,
  code,
  text,
  secret,
};

/**
 * Who can share the values of a column, by field and role: a given or full name and a birth date are one person's, a
 * family name or another date (registration, visit) may be a household's, somebody else's value says nothing.
 */
export function scopeOf(field: FieldId, role: Role | null): FieldScope {
  if (role === 'someone-else') return 'any';
  if (field === 'name') return role === 'given' || role === 'full' ? 'person' : 'household';
  if (field === 'date') return role === 'birth' ? 'person' : 'household';
  return FIELDS[field].scope;
}
