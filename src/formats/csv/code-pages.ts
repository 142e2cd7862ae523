import iconv from 'iconv-lite';

/** The single-byte encodings that Western European files arrive in, the most usual first: ties go to it. */
export const CODE_PAGES = ['windows-1252', 'iso-8859-15', 'cp850', 'macintosh'] as const;
export type CodePage = (typeof CODE_PAGES)[number];

/**
 * What iconv-lite leaves open or has from before 1998. windows-1252: the five unassigned bytes stay themselves (WHATWG
 * Encoding), so that different bytes never become the same character. MacRoman: Apple's ROMAN.TXT since Mac OS 8.5.
 */
const CORRECTIONS: Readonly<Record<CodePage, ReadonlyMap<number, string>>> = {
  'windows-1252': new Map([0x81, 0x8d, 0x8f, 0x90, 0x9d].map((byte) => [byte, String.fromCharCode(byte)])),
  'iso-8859-15': new Map(),
  cp850: new Map(),
  macintosh: new Map([
    [0xdb, '€'],
    [0xf0, '\uf8ff'],
  ]),
};

const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** The 256 characters of a code page, by byte. */
export function codePageCharacters(page: CodePage): readonly string[] {
  const decoded = iconv.decode(EVERY_BYTE, page);
  return Array.from({ length: 256 }, (_, byte) => CORRECTIONS[page].get(byte) ?? decoded.charAt(byte));
}

const CHARACTERS: Readonly<Record<CodePage, readonly string[]>> = {
  'windows-1252': codePageCharacters('windows-1252'),
  'iso-8859-15': codePageCharacters('iso-8859-15'),
  cp850: codePageCharacters('cp850'),
  macintosh: codePageCharacters('macintosh'),
};

/** Which bytes differ from ISO-8859-1, the encoding that Node decodes natively and therefore starts from. */
const DIFFERENT: Readonly<Record<CodePage, RegExp>> = {
  'windows-1252': /[\x80-\x9f]/g,
  'iso-8859-15': /[\xa4\xa6\xa8\xb4\xb8\xbc-\xbe]/g,
  cp850: /[\x80-\xff]/g,
  macintosh: /[\x80-\xff]/g,
};

/** Bytes of a code page as text. TextDecoder is not used: its windows-1252 is wrong on Node 20 (0x80, 0x92, 0x9F). */
export function decodeCodePage(bytes: Buffer, page: CodePage): string {
  const characters = CHARACTERS[page];
  return bytes
    .toString('latin1')
    .replace(DIFFERENT[page], (character) => characters[character.charCodeAt(0)]);
}
