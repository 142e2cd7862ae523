/** First byte of what is packed: how the rest is written. */
const SPARSE = 0;
const DENSE = 1;

/** A set bit says that another byte follows (LEB128). */
const MORE = 0x80;
/** Members are 32-bit numbers, as the row numbers of a print. */
const MOST_MEMBERS = 2 ** 32;

/**
 * Pack a set of whole numbers from 0 to `bound - 1` into few bytes: the distances between its members where those are
 * few, one bit a number where they are many. In any order; a number that comes twice counts once. The same set gives
 * the same bytes. Takes `bound / 8` bytes of memory. @throws {RangeError} a member that is not within the bound
 */
export function packMembers(members: Iterable<number>, bound: number): Uint8Array {
  const bits = bitmapOf(members, bound);
  const sparseBytes = sparseLength(bits);
  return sparseBytes <= bits.length ? packSparse(bits, sparseBytes) : packDense(bits);
}

/** The members that were packed, ascending. @throws {RangeError} bytes that packMembers does not write */
export function membersOf(packed: Uint8Array): Uint32Array {
  const kind = packed[0];
  const rest = packed.subarray(1);
  if (kind === SPARSE) return unpackSparse(rest);
  if (kind === DENSE) return unpackDense(rest);
  throw unreadable();
}

/** One bit a number, the lowest bit first; ends with the byte of the largest member. */
function bitmapOf(members: Iterable<number>, bound: number): Uint8Array {
  if (!Number.isInteger(bound) || bound < 0 || bound > MOST_MEMBERS)
    throw new RangeError(`a bound is a whole number up to ${MOST_MEMBERS}, not ${bound}`);
  const bits = new Uint8Array(Math.ceil(bound / 8));
  let used = 0;
  for (const member of members) {
    if (!Number.isInteger(member) || member < 0 || member >= bound)
      throw new RangeError(`${member} is not a whole number from 0 to ${bound - 1}`);
    const at = Math.floor(member / 8);
    bits[at]! |= 1 << (member % 8);
    used = Math.max(used, at + 1);
  }
  return bits.subarray(0, used);
}

function packDense(bits: Uint8Array): Uint8Array {
  const packed = new Uint8Array(1 + bits.length);
  packed[0] = DENSE;
  packed.set(bits, 1);
  return packed;
}

function sparseLength(bits: Uint8Array): number {
  let length = 0;
  eachDistance(bits, (distance) => {
    length++;
    for (let rest = distance; rest >= MORE; rest = Math.floor(rest / MORE)) length++;
  });
  return length;
}

function packSparse(bits: Uint8Array, length: number): Uint8Array {
  const packed = new Uint8Array(1 + length);
  let at = 0;
  packed[at++] = SPARSE;
  eachDistance(bits, (distance) => {
    let rest = distance;
    for (; rest >= MORE; rest = Math.floor(rest / MORE)) packed[at++] = (rest % MORE) | MORE;
    packed[at++] = rest;
  });
  return packed;
}

/** Numbers that are left out before each member. */
function eachDistance(bits: Uint8Array, note: (distance: number) => void): void {
  let next = 0;
  eachMember(bits, (member) => {
    note(member - next);
    next = member + 1;
  });
}

function eachMember(bits: Uint8Array, note: (member: number) => void): void {
  for (let at = 0; at < bits.length; at++) {
    for (let byte = bits[at]!; byte !== 0; byte &= byte - 1) note(at * 8 + 31 - Math.clz32(byte & -byte));
  }
}

function unpackSparse(rest: Uint8Array): Uint32Array {
  const ends = rest.reduce((count, byte) => count + (byte < MORE ? 1 : 0), 0);
  const members = new Uint32Array(ends);
  let at = 0;
  let next = 0;
  for (let index = 0; index < ends; index++) {
    let distance = 0;
    let weight = 1;
    for (; rest[at]! >= MORE; at++, weight *= MORE) distance += (rest[at]! - MORE) * weight;
    distance += rest[at++]! * weight;
    if (next + distance >= MOST_MEMBERS) throw unreadable();
    members[index] = next + distance;
    next += distance + 1;
  }
  if (at !== rest.length) throw unreadable();
  return members;
}

function unpackDense(bits: Uint8Array): Uint32Array {
  let count = 0;
  eachMember(bits, () => count++);
  const members = new Uint32Array(count);
  let index = 0;
  eachMember(bits, (member) => {
    members[index++] = member;
  });
  return members;
}

function unreadable(): RangeError {
  return new RangeError('the packed set is cut off, or was not packed by this version');
}
