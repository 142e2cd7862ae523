/**
 * Names on servers are bytes. Here a path is text that stands for exactly those bytes and can be shown: valid UTF-8
 * as it is, anything else (other encodings, control and format characters, '%') as '%XX' for each byte.
 */
export function pathFromBytes(bytes: Uint8Array): string {
  if (isPlain(bytes)) return viewOf(bytes).toString('latin1');
  let path = '';
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      path += escapeSigns(viewOf(bytes.subarray(start, at)).toString('utf8')) + escapeByte(bytes[at]!);
      start = at + 1;
    }
    at += Math.max(1, length);
  }
  return path + escapeSigns(viewOf(bytes.subarray(start)).toString('utf8'));
}

/** The bytes that a path stands for. */
export function bytesOfPath(path: string): Uint8Array {
  if (!path.includes('%')) return Buffer.from(path, 'utf8');
  const parts = path.split(/%([0-9A-F]{2})/);
  return Buffer.concat(
    parts.map((part, at) =>
      at % 2 === 0 ? Buffer.from(part, 'utf8') : Uint8Array.of(Number.parseInt(part, 16)),
    ),
  );
}

/**
 * Controls, formats (directions, joiners), private use, code points that are no characters, line separators; and the sign
 * of the escape. Not what is unassigned yet: a path is an identity, and must not change when Unicode grows.
 */
const ESCAPED = /[\p{Cc}\p{Cf}\p{Co}\p{Noncharacter_Code_Point}\u2028\u2029%]/gu;
const BLANK = 0x20;
const TILDE = 0x7e;
const PERCENT = 0x25;

/** Printable ASCII without the sign of the escape: nearly all paths, and there may be millions. */
function isPlain(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < BLANK || byte > TILDE || byte === PERCENT) return false;
  }
  return true;
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function escapeSigns(text: string): string {
  return text.replace(ESCAPED, (sign) => [...Buffer.from(sign, 'utf8')].map(escapeByte).join(''));
}

function escapeByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Length of the valid UTF-8 sequence that starts there; 0 where none does. Source: Unicode standard, table 3-7. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1]!;
  if (second < leastSecond(first) || second > mostSecond(first)) return 0;
  for (let next = at + 2; next < at + length; next++) if ((bytes[next]! & 0xc0) !== 0x80) return 0;
  return length;
}

/** Less would be a longer spelling of a shorter sequence. */
function leastSecond(first: number): number {
  return first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
}

/** More would be a surrogate, or beyond the last code point. */
function mostSecond(first: number): number {
  return first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
}
