import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no i, l, o, u; its signs sort as their values. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';
const RANDOM_SIGNS = 8;
/** 86,400,000 milliseconds of a day are under 32^6. */
const TIME_SIGNS = 6;

/**
 * What an id is of: print, report, table, suspect, asset, home, endpoint, sweep ('w': a walk), version, exposure; run ('q':
 * from the queue), uploaded file, user, token ('k': a key), case, channel of alerts ('l': a line), delivery.
 */
export type IdKind =
  | 'p'
  | 'r'
  | 't'
  | 's'
  | 'a'
  | 'h'
  | 'e'
  | 'w'
  | 'v'
  | 'x'
  | 'q'
  | 'f'
  | 'u'
  | 'k'
  | 'c'
  | 'l'
  | 'd';

/**
 * A new id such as `r_20261122_2k0q1x9f3kzm42`: the day and the millisecond of `nowMs` in UTC, so that ids sort by
 * time, and 40 random bits, so that two of one millisecond meet once in 10^12.
 */
export function newId(kind: IdKind, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '');
  return `${kind}_${day}_${timeOfDay(nowMs)}${randomSigns()}`;
}

function timeOfDay(nowMs: number): string {
  let rest = nowMs % 86_400_000;
  let text = '';
  for (let index = 0; index < TIME_SIGNS; index++) {
    text = SIGNS[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function randomSigns(): string {
  return Array.from(randomBytes(RANDOM_SIGNS), (byte) => SIGNS[byte & 31]).join('');
}
