import { isUtf8 } from 'node:buffer';
import { CODE_PAGES, type CodePage, decodeCodePage } from './code-pages.ts';

/** How the bytes of a file are to be read. Lines that are not UTF-8 are read in `codePage`, whatever the others are. */
export interface TextEncoding {
  readonly unicode: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly codePage: CodePage;
}

/** Windows that show how a single-byte file is accented: enough for a decision, few enough to be quick. */
const MAX_HIGH_BYTES = 4_000;

/**
 * The encoding of a file, from samples of its bytes; the first sample is its head. A byte order mark decides; then zero
 * bytes in every second place (UTF-16); else UTF-8, with the single-byte encoding whose letters are the most plausible
 * in European text for those lines that are not UTF-8.
 */
export function findEncoding(samples: readonly Uint8Array[]): TextEncoding {
  const head = samples[0] ?? new Uint8Array(0);
  return { unicode: findUnicode(head), codePage: findCodePage(samples) };
}

function findUnicode(head: Uint8Array): TextEncoding['unicode'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const even = shareOfZeros(head, 0);
  const odd = shareOfZeros(head, 1);
  // Western text in UTF-16 has a zero in nearly every second byte; stray NULs never come near that.
  if (odd > 0.6 && even < 0.1) return 'utf-16le';
  if (even > 0.6 && odd < 0.1) return 'utf-16be';
  return 'utf-8';
}

function shareOfZeros(bytes: Uint8Array, first: number): number {
  const end = Math.min(bytes.length, 8_192);
  let zeros = 0;
  for (let i = first; i < end; i += 2) if (bytes[i] === 0) zeros++;
  return end < 2 ? 0 : zeros / Math.ceil((end - first) / 2);
}

function findCodePage(samples: readonly Uint8Array[]): CodePage {
  let best: CodePage = CODE_PAGES[0];
  let bestScore = Number.NEGATIVE_INFINITY;
  const windows = highByteWindows(samples);
  for (const page of CODE_PAGES) {
    let score = 0;
    for (const window of windows) score += plausibility(decodeCodePage(window.bytes, page), window.at);
    if (score > bestScore) {
      best = page;
      bestScore = score;
    }
  }
  return best;
}

interface HighByteWindow {
  readonly bytes: Buffer;
  /** Place of the high byte within `bytes`. */
  readonly at: number;
}

/** Each byte above ASCII of the lines that are not UTF-8, with the two bytes before and after it. */
function highByteWindows(samples: readonly Uint8Array[]): readonly HighByteWindow[] {
  const windows: HighByteWindow[] = [];
  for (const sample of samples) {
    const bytes = Buffer.from(sample.buffer, sample.byteOffset, sample.length);
    for (let from = 0; from < bytes.length; ) {
      const lf = bytes.indexOf(0x0a, from);
      const end = lf < 0 ? bytes.length : lf;
      const line = bytes.subarray(from, end);
      from = end + 1;
      if (isUtf8(line)) continue;
      for (let at = 0; at < line.length && windows.length < MAX_HIGH_BYTES; at++) {
        if (line[at] < 0x80) continue;
        const start = Math.max(0, at - 2);
        windows.push({ bytes: line.subarray(start, at + 3), at: at - start });
      }
    }
  }
  return windows;
}

const LOWER = /^\p{Ll}$/u;
const UPPER = /^\p{Lu}$/u;
const LETTER = /^\p{L}$/u;
/** Letters of French, by how often they stand among accented ones; then those of the neighbouring languages. */
const COMMON_LOWER = 'éèêàçôîïâûùëœ';
const EUROPEAN_LOWER = 'äöüßñáíóúåøæãõìòýšž';
/** Signs that are at home in lists of people and prose. */
const COMMON_SIGNS = '’‘“”«»€°–—…\u00a0²³§';

/**
 * How well one decoded character sits among its neighbours: letters inside words in the case of the word are likely,
 * signs inside words and controls are not. Positive is plausible; sums over characters are compared between code pages.
 */
function plausibility(text: string, at: number): number {
  const character = text.charAt(at);
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  const code = character.charCodeAt(0);
  if (code >= 0x80 && code < 0xa0) return -6;
  const isInWord = LETTER.test(before) && LETTER.test(after);
  const touchesWord = LETTER.test(before) || LETTER.test(after);
  if (LETTER.test(character) && code !== 0xaa && code !== 0xba) {
    return letterPlausibility(character, before, after);
  }
  if (character === '’') return isInWord ? 2 : 0;
  if (character === '€') return /[\d\s]/.test(before) ? 2 : -1;
  if (COMMON_SIGNS.includes(character)) return isInWord ? -3 : 0.5;
  return touchesWord ? -4 : -2;
}

function letterPlausibility(letter: string, before: string, after: string): number {
  const lower = letter.toLowerCase();
  const rarity = COMMON_LOWER.includes(lower) ? 2 : EUROPEAN_LOWER.includes(lower) ? 1 : -2;
  if (LOWER.test(letter)) {
    // A small letter between capitals: É of another code page. After a capital or a small letter: at home.
    if (UPPER.test(before) && UPPER.test(after)) return rarity - 4;
    if (UPPER.test(after)) return rarity - 3;
    if (!LETTER.test(before) && !LETTER.test(after)) return letter === 'à' ? 1 : rarity - 2;
    return rarity + 1;
  }
  if (LOWER.test(before)) return rarity - 4;
  return UPPER.test(before) || UPPER.test(after) ? rarity + 0.5 : rarity;
}
