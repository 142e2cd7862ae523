import { ASK, UNREADABLE } from './reading';
import { bitsOf, bitsWithin, digitLanes, lanesFrom, lanesOf, MOST_SIGNS } from './sign-bits';
import { endOfText, hasSign, skipBlanks } from './signs';

const AT: u32 = 64;

/** Lower case. Answers plain addresses and cells without '@'; display names, brackets, lists are for the reference. */
export function canonicalEmail(from: usize, length: i32, to: usize, reading: u32): i32 {
  const end = endOfText(from, from + length);
  const first = skipBlanks(from, end);
  const isTrimmed = <i32>(end - first) !== length;
  if (isPlainAddress(first, <i32>(end - first), isTrimmed, to)) return <i32>(end - first);
  return hasSign(from, length, AT) ? ASK : UNREADABLE;
}

/**
 * Writes the lower case and says whether it is `local@label.label.tld`. One bit a sign, the first lowest. Among other
 * words the reference is stricter: no point in front, no dash before a label.
 */
function isPlainAddress(from: usize, length: i32, isStrict: bool, to: usize): bool {
  if (length === 0 || length > MOST_SIGNS) return false;
  let letters: u64 = 0;
  let words: u64 = 0;
  let points: u64 = 0;
  let dashes: u64 = 0;
  let locals: u64 = 0;
  let ats: u64 = 0;
  for (let at = 0; at < length; at += 16) {
    const signs = v128.load(from + at);
    const isUpper = lanesFrom(signs, 65, 26);
    const lower = v128.or(signs, v128.and(isUpper, i8x16.splat(32)));
    v128.store(to + at, lower);
    const isLetter = lanesFrom(lower, 97, 26);
    letters |= bitsOf(isLetter, at);
    words |= bitsOf(v128.or(isLetter, digitLanes(signs)), at);
    points |= bitsOf(lanesOf(signs, 46), at);
    dashes |= bitsOf(lanesOf(signs, 45), at);
    locals |= bitsOf(v128.or(lanesOf(signs, 95), v128.or(lanesOf(signs, 37), lanesOf(signs, 43))), at);
    ats |= bitsOf(lanesOf(signs, 64), at);
  }
  const within = bitsWithin(length);
  ats &= within;
  const before = ats - 1;
  const domain = within & ~(ats | before);
  points &= within;
  words |= dashes | points;
  const domainPoints = points & domain;
  if (popcnt(ats) !== 1 || before === 0 || domainPoints === 0) return false;
  if ((before & ~(words | locals)) !== 0 || (domain & ~words) !== 0) return false;
  const labelStarts = (domainPoints | ats) << 1;
  if ((labelStarts & domainPoints) !== 0) return false;
  const lastPoint = 63 - <i32>clz(domainPoints);
  const tldLength = length - 1 - lastPoint;
  const tld = within & ~(<u64>-1 >> <u64>(63 - lastPoint));
  if (tldLength < 2 || tldLength > 24 || (tld & ~letters) !== 0) return false;
  return !isStrict || ((points & 1) | (labelStarts & dashes)) === 0;
}
