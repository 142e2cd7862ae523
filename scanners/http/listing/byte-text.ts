/**
 * Bytes of a page as text for the parsers: ASCII as it is, bytes from 0x80 as a sign of their own (U+10F780 to U+10F7FF,
 * private use). So entities, which name characters, and bytes, whose encoding nobody knows, stay apart, and any name goes
 * back to the server as it came. Chunks may be cut anywhere.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\x80-\xff]/g, (sign) => HIGH_BYTES[sign.charCodeAt(0) - FIRST_HIGH_BYTE]!);
}

/** The bytes of such a text as a string of one sign (U+0000 to U+00FF) a byte; characters of entities as UTF-8. */
export function byteStringOf(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (sign) => {
    const code = sign.codePointAt(0)!;
    if (code >= PLANE_START + FIRST_HIGH_BYTE && code <= PLANE_START + LAST_BYTE)
      return String.fromCharCode(code - PLANE_START);
    return Buffer.from(sign, 'utf8').toString('latin1');
  });
}

/** Such a text as a URL reference may hold it: what is a URL already stays, what a URL parser would change is '%XX'. */
export function hrefOfText(text: string): string {
  return byteStringOf(text).replace(/[\x00-\x20\\\x7f-\xff]/g, percentByte);
}

/** A plain name as one segment of a URL's path: everything is '%XX' but letters, digits, '-', '.', '_' and '~'. */
export function segmentOfName(name: string): string {
  return byteStringOf(name).replace(/[^A-Za-z0-9._~-]/g, percentByte);
}

/** The bytes that a percent-encoded text stands for, one sign a byte. '%' that encodes nothing stays. */
export function percentDecoded(text: string): string {
  return byteStringOf(text).replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Blanks that do not break a line, as characters or as UTF-8, made plain: dates and sizes are written with them. */
export function withPlainBlanks(text: string): string {
  return text.replace(UNBROKEN_BLANKS, ' ');
}

const FIRST_HIGH_BYTE = 0x80;
const LAST_BYTE = 0xff;
/** Private use, and valid XML: lone surrogates would be errors to an XML parser. */
const PLANE_START = 0x10f700;
const HIGH_BYTES = Array.from({ length: LAST_BYTE - FIRST_HIGH_BYTE + 1 }, (_, at) =>
  String.fromCodePoint(PLANE_START + FIRST_HIGH_BYTE + at),
);

const UNBROKEN_BLANKS = new RegExp(
  ['\u00a0', '\u202f'].flatMap((blank) => [blank, textOfBytes(Buffer.from(blank, 'utf8'))]).join('|'),
  'gu',
);

function percentByte(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
