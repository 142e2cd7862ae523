import { startDecoding } from './decode-text.ts';
import { findDialect } from './dialect.ts';
import { findEncoding } from './encoding.ts';
import type { CsvSettings } from './settings.ts';

/** Beginnings of text that other formats read better: JSON, XML, HTML, SQL, PDF, shell scripts. */
const OTHER_TEXT =
  /^\s*([[{]["'\s[{\d]|<[?!a-z]|%PDF|#!|(--[^\n]*\n|\/\*|\s)*(create|insert|drop|begin|set|use|copy|pragma|alter|lock)\s+[\w`"])/i;

/** How much the first bytes look like delimited text, 0 (binary) to 1. An empty file is delimited text without rows. */
export function sniffText(head: Uint8Array, settings: CsvSettings): number {
  if (head.length === 0) return 0.1;
  const encoding = findEncoding([head]);
  if (encoding.unicode === 'utf-8' && controlShare01(head) > 0.02) return 0;
  const decoding = startDecoding(encoding);
  const text = decoding.decode(Buffer.from(head)) + decoding.end();
  if (OTHER_TEXT.test(text)) return 0.05;
  const { score01, delimiter } = findDialect(text, true, settings);
  return delimiter === '' ? 0.2 + 0.3 * score01 : Math.min(0.95, 0.4 + 0.6 * score01);
}

/** Share of bytes that text never has. NULs of padded exports and the separators U+0001 and U+001F are let pass. */
function controlShare01(head: Uint8Array): number {
  let controls = 0;
  for (const byte of head) {
    if (
      (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 1 && byte !== 0x1f) ||
      byte === 0x7f
    ) {
      controls += byte === 0 ? 0.2 : 1;
    }
  }
  return controls / head.length;
}
