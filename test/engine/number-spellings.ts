import fc from 'fast-check';
import { hasLuhnDigit, modulo97 } from '../../fingerprints/fields/digits.ts';
import type { NumberField } from './typical-number-cells.ts';

/** Values of each field in the spellings of exports; a few are wrong by one sign. */
export const SPELLINGS: Readonly<Record<NumberField, fc.Arbitrary<string>>> = {
  nir: framed(
    fc.tuple(nirs(), separators()).map(([nir, separator]) => grouped(nir, [1, 2, 2, 2, 3, 3, 2], separator)),
  ),
  email: framed(emails()),
  phone: framed(phones()),
  date: framed(dates()),
  postcode: framed(postcodes()),
  iban: framed(fc.tuple(ibans(), separators()).map(([iban, separator]) => grouped(iban, FOURS, separator))),
  card: framed(fc.tuple(luhnNumbers(12, 18), separators()).map(([card, sep]) => grouped(card, FOURS, sep))),
  uuid: framed(uuids()),
  siren: framed(fc.tuple(luhnNumbers(8, 8), separators()).map(([siren, sep]) => grouped(siren, THREES, sep))),
  siret: framed(fc.tuple(sirets(), separators()).map(([siret, sep]) => grouped(siret, [3, 3, 3, 5], sep))),
  number: framed(numbers()),
  secret: fc.string({ unit: 'grapheme', maxLength: 40 }),
};

/** Signs that the rules of a field look for: strings of them meet the rules far more often than arbitrary ones. */
export const SIGNS_OF: Readonly<Record<NumberField, string>> = {
  nir: '0123456789128AaBb .-_/',
  email: 'abzAZ09._%+-@@.. <',
  phone: '0123456789003367 .-/()+#x;',
  date: '0123456789012 /-.,:TZz+_2023',
  postcode: '0123456789FRfrance -.\n0',
  iban: 'IBANibanFR7630014: .-09AZ',
  card: '0123456789424 -._',
  uuid: '0123456789abcdefABCDEF0000----{}()"urn:uuid: ',
  siren: '0123456789732 .-_',
  siret: '0123456789356 .-_0000',
  number: "0123456789.,.,-+ '_€$%()E\u00A0\u202F",
  secret: 'NULnul\\\r\n a',
};

const FOURS = [4, 4, 4, 4, 4, 4, 4, 4];
const THREES = [3, 3, 3];

/** Mostly as it is; else among blanks, or with what data frames add. */
function framed(cells: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const frames = fc.constantFrom(
    'x',
    'x',
    'x',
    ' x',
    'x ',
    '\tx\r',
    'x.0',
    '"x"',
    '(x)',
    "'x",
    '\u00A0x',
    'x\n',
  );
  return fc.tuple(cells, frames).map(([cell, frame]) => frame.replace('x', () => cell));
}

function separators(): fc.Arbitrary<string> {
  return fc.constantFrom('', '', ' ', '.', '-', '_', '/', '  ', '\u00A0', '\u2011');
}

/** Cuts the text into groups of these lengths; the rest is the last group. */
function grouped(text: string, lengths: readonly number[], separator: string): string {
  const groups: string[] = [];
  let at = 0;
  for (const length of lengths) {
    groups.push(text.slice(at, at + length));
    at += length;
  }
  return [...groups, text.slice(at)].filter((group) => group !== '').join(separator);
}

function digits(fewest: number, most = fewest): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...signsOf('0123456789')), minLength: fewest, maxLength: most });
}

function twoDigits(most: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
}

function nirs(): fc.Arbitrary<string> {
  const departments = fc.oneof(twoDigits(99), fc.constantFrom('2A', '2B', '2a', '2b', '2C', '3A'));
  const parts = fc.tuple(
    fc.constantFrom(...signsOf('0123456789')),
    twoDigits(99),
    twoDigits(99),
    departments,
    digits(6),
  );
  return fc.tuple(parts, fc.constantFrom('key', 'key', 'none', 'wrong')).map(([signs, key]) => {
    const body = signs.join('');
    const number = body.toUpperCase().replace('2A', '19').replace('2B', '18');
    const right = String(97 - modulo97(number)).padStart(2, '0');
    return key === 'none' ? body : body + (key === 'key' ? right : '42');
  });
}

function emails(): fc.Arbitrary<string> {
  const word = fc.string({
    unit: fc.constantFrom(...signsOf('abyzABYZ0189_%+-.')),
    minLength: 1,
    maxLength: 20,
  });
  const label = fc.string({
    unit: fc.constantFrom(...signsOf('abyzABYZ0189-é')),
    minLength: 1,
    maxLength: 20,
  });
  const topLevel = fc.constantFrom('fr', 'COM', 'example', 'museum', 'f', '42');
  const plain = fc.tuple(word, label, topLevel).map(([local, domain, tld]) => `${local}@${domain}.${tld}`);
  return fc.oneof(
    plain,
    fc.emailAddress(),
    plain.map((address) => `Jean <${address}>`),
  );
}

function phones(): fc.Arbitrary<string> {
  const french = fc.constantFrom(
    '0',
    '0',
    '+33',
    '+33 ',
    '0033',
    '33',
    '',
    '+33 (0)',
    '+33(0) ',
    '(+33) ',
    '0033 (0)',
    '+330',
  );
  const starts = fc.oneof(
    digits(9),
    fc.constantFrom('692', '596', '269', '694').chain((code) => digits(6).map((d) => code + d)),
  );
  const national = fc
    .tuple(french, starts, separators())
    .map(([prefix, number, sep]) => prefix + grouped(number, [1, 2, 2, 2], sep));
  const codes = fc.constantFrom(
    '+32',
    '+320',
    '+41 (0)',
    '+353',
    '+3530',
    '+1 ',
    '0044',
    '00213',
    '+2120',
    '+262',
    '00',
  );
  const foreign = fc.tuple(codes, digits(4, 13)).map(([code, number]) => code + number);
  const list = fc
    .tuple(national, fc.constantFrom(' / ', '/', ' ou ', ';'), national)
    .map((parts) => parts.join(''));
  const labelled = national.map((number) => `Tél : ${number}`);
  return fc.oneof(
    { weight: 4, arbitrary: national },
    foreign,
    list,
    labelled,
    digits(5, 18),
    national.map((n) => `${n} p. 12`),
  );
}

function dates(): fc.Arbitrary<string> {
  const years = fc.oneof(
    fc.integer({ min: 1790, max: 2210 }).map(String),
    digits(2),
    fc.constantFrom('0000', '1', '999'),
  );
  const days = fc.oneof(twoDigits(33), fc.integer({ min: 0, max: 40 }).map(String));
  const months = fc.oneof(twoDigits(13), fc.integer({ min: 0, max: 14 }).map(String));
  const gaps = fc.constantFrom('/', '-', '.', ' ', ' / ', '', '_', ', ', '\t');
  const orders = fc.constantFrom('dmy', 'ymd', 'mdy', 'my', 'ym');
  const day = fc.record({ d: days, m: months, y: years, gap: gaps, order: orders });
  const zones = fc.constantFrom(
    '',
    'Z',
    '.000Z',
    '+00:00',
    '+0000',
    ' +0200',
    '.5',
    'z',
    '.0+00:00',
    ' PM',
    '\n',
  );
  const clocks = fc.constantFrom(
    '00:00:00',
    '10:30',
    '22:00:00',
    '23:00:00',
    '9:05',
    '22:00',
    '23:00:01',
    '101:30',
    '12h30',
    '12:345',
  );
  const times = fc
    .tuple(fc.constantFrom(' ', 'T', 't', '  ', '', ', '), clocks, zones)
    .map((parts) => parts.join(''));
  const dated = day.map(({ d, m, y, gap, order }) =>
    signsOf(order)
      .map((part) => (part === 'd' ? d : part === 'm' ? m : y))
      .join(gap),
  );
  const stamped = fc.tuple(dated, times).map((parts) => parts.join(''));
  const iso = fc
    .date({ min: new Date('1790-01-01'), max: new Date('2205-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString());
  const midnight = iso.map((text) => `${text.slice(0, 10)}T23:00:00.000Z`);
  const serials = fc.oneof(
    digits(1, 14),
    fc.tuple(digits(1, 5), digits(1, 3)).map((parts) => parts.join('.')),
  );
  return fc.oneof(
    { weight: 4, arbitrary: dated },
    stamped,
    iso,
    midnight,
    serials,
    dated.map((d) => `né le ${d}`),
  );
}

function postcodes(): fc.Arbitrary<string> {
  const fronts = fc.constantFrom('', '', '', 'F-', 'FR ', 'F', 'France ', 'B-', 'L-', 'fr-', 'D');
  const codes = fc.oneof(
    digits(5),
    digits(4),
    digits(2, 8),
    fc.tuple(digits(2), digits(3)).map((parts) => parts.join(' ')),
  );
  const behind = fc.constantFrom(
    '',
    '',
    '',
    ' PARIS',
    '-LYON',
    ' Orléans',
    '.0',
    ' \u2028',
    ' a\nb',
    'X',
    ' - Le Mans',
    '.00',
  );
  return fc.oneof(
    fc.tuple(fronts, codes, behind).map((parts) => parts.join('')),
    fc.constantFrom('SW1A 1AA', '00000', '0'),
  );
}

function ibans(): fc.Arbitrary<string> {
  const country = fc.constantFrom('FR', 'DE', 'BE', 'GB', 'MC', 'QA', 'fr', 'NO');
  const account = fc.string({
    unit: fc.constantFrom(...signsOf('0123456789012345678901234567AZ')),
    minLength: 11,
    maxLength: 30,
  });
  const usual = fc.tuple(fc.constantFrom('FR', 'Fr'), digits(23));
  return fc.oneof(usual, fc.tuple(country, account)).map(([code, bban]) => {
    const check = 98 - modulo97(`${bban}${code.toUpperCase()}00`);
    return `${bban.startsWith('0') ? 'IBAN: ' : ''}${code}${String(check).padStart(2, '0')}${bban}`;
  });
}

/** Between `fewest` and `most` digits, and their Luhn digit. */
function luhnNumbers(fewest: number, most: number): fc.Arbitrary<string> {
  return digits(fewest, most).map((body) => {
    const check = signsOf('0123456789').find((digit) => hasLuhnDigit(body + digit))!;
    return body + check;
  });
}

function sirets(): fc.Arbitrary<string> {
  return fc.oneof(
    luhnNumbers(13, 13),
    digits(5).map((office) => `356000000${office}`),
  );
}

function uuids(): fc.Arbitrary<string> {
  const spellings = fc.constantFrom(
    'x',
    'bare',
    'upper',
    '{x}',
    'urn:uuid:x',
    'URN:UUID:{x}',
    '("x")',
    'nil',
    ' urn:uuid:x',
  );
  return fc.tuple(fc.uuid(), spellings).map(([uuid, spelling]) => {
    if (spelling === 'bare') return uuid.replaceAll('-', '');
    if (spelling === 'upper') return uuid.toUpperCase();
    if (spelling === 'nil') return uuid.replaceAll(/[^-]/g, '0');
    return spelling.replace('x', uuid);
  });
}

function numbers(): fc.Arbitrary<string> {
  const fronts = fc.constantFrom('', '', '', '-', '+', '- ', '$', '€ ', '(', '-$', "'");
  const groups = fc.array(digits(1, 4), { minLength: 1, maxLength: 4 });
  const separator = fc.constantFrom('', ' ', '.', ',', "'", '\u00A0', '\u202F', '\u2009');
  const fraction = fc.oneof(
    fc.constant(''),
    fc.tuple(fc.constantFrom(',', '.'), digits(0, 5)).map((parts) => parts.join('')),
  );
  const behind = fc.constantFrom(
    '',
    '',
    '',
    '-',
    ' €',
    ' %',
    ')',
    ' EUR',
    'E3',
    ' -',
    '% -',
    '- %',
    ' euros',
  );
  return fc
    .tuple(fronts, groups, separator, fraction, behind)
    .map(([front, parts, sep, rest, tail]) => front + parts.join(sep) + rest + tail);
}

/** Each sign of the text; the signs of the tests are no pairs. */
export function signsOf(text: string): string[] {
  return text.split('');
}
