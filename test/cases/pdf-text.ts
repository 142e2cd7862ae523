import { inflateSync } from 'node:zlib';

/** The text of a PDF as pdfmake writes it, without blanks between pieces: compressed streams, fonts with a ToUnicode map. */
export function pdfText(bytes: Uint8Array): string {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  const signs = signsByFont(objects);
  let text = '';
  for (const { stream } of objects.values()) if (/\bBT\b/.test(stream)) text += shown(stream, signs);
  return text;
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(pdf: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, id, body] of pdf.matchAll(/(\d+) 0 obj\s([\s\S]*?)\nendobj/g)) {
    const [head = '', packed] = body!.split(/stream\r?\n/, 2);
    objects.set(id!, {
      head,
      stream: packed === undefined ? '' : unpacked(packed.replace(/\r?\nendstream$/, '')),
    });
  }
  return objects;
}

function unpacked(packed: string): string {
  try {
    return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
  } catch {
    return '';
  }
}

/** By the name of a font: text by glyph. */
function signsByFont(objects: ReadonlyMap<string, PdfObject>): Map<string, Map<number, string>> {
  const fonts = new Map<string, Map<number, string>>();
  for (const { head } of objects.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)?.head ?? '')?.[1];
      if (map !== undefined) fonts.set(name!, glyphsOf(objects.get(map)!.stream));
    }
  return fonts;
}

function glyphsOf(map: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, first, list] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    for (const [at, [, hex]] of [...list!.matchAll(/<([0-9a-f ]*)>/g)].entries())
      glyphs.set(
        Number.parseInt(first!, 16) + at,
        Buffer.from(hex!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      );
  return glyphs;
}

function shown(stream: string, signs: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  let text = '';
  for (const [, name, hex] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/g))
    if (name !== undefined) font = signs.get(name);
    else for (const glyph of hex!.match(/.{4}/g) ?? []) text += font?.get(Number.parseInt(glyph, 16)) ?? '';
  return text;
}
