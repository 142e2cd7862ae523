import { isAscii, isUtf8 } from 'node:buffer';
import { type CodePage, decodeCodePage } from './code-pages.ts';
import type { TextEncoding } from './encoding.ts';

const LF = 0x0a;
const CR = 0x0d;
/** A line longer than this is decided in pieces, so that memory does not follow its length. */
export const MAX_CARRIED_BYTES = 1024 * 1024;

/** Turns blocks of bytes into text, as much of them as is certain. */
export interface TextDecoding {
  /** Text of the complete lines so far; the rest waits for the next block. Without NULs and byte order marks. */
  decode(block: Buffer): string;
  /** Text of what was left waiting. */
  end(): string;
  /** What somebody else met, who decoded lines between two that were decoded here. */
  met(utf8: boolean, codePage: boolean): void;
  /** What was met: 'utf-8', 'windows-1252', 'utf-8+windows-1252', 'utf-16le'. Plain ASCII is called utf-8. */
  encoding(): string;
}

/** The decoding stage for an encoding that was found. */
export function startDecoding(encoding: TextEncoding): TextDecoding {
  return encoding.unicode === 'utf-8' ? decodeLines(encoding.codePage) : decodeUtf16(encoding.unicode);
}

/**
 * Text without NUL bytes (padding of fixed-width exports, they carry nothing) and byte order marks, which stand in the
 * middle of files that were put together from several.
 */
function withoutPadding(text: string): string {
  const withoutNul = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return withoutNul.includes('\ufeff') ? withoutNul.replaceAll('\ufeff', '') : withoutNul;
}

function decodeUtf16(unicode: 'utf-16le' | 'utf-16be'): TextDecoding {
  const decoder = new TextDecoder(unicode);
  return {
    decode: (block) => withoutPadding(decoder.decode(block, { stream: true })),
    end: () => withoutPadding(decoder.decode()),
    met: () => undefined,
    encoding: () => unicode,
  };
}

/** UTF-8 where a line is valid UTF-8, else the code page: files put together from two systems mix both. */
function decodeLines(codePage: CodePage): TextDecoding {
  let carried: Buffer = Buffer.alloc(0);
  let sawUtf8 = false;
  let sawCodePage = false;

  function decodeWhole(bytes: Buffer): string {
    if (isAscii(bytes)) return bytes.toString('latin1');
    if (isUtf8(bytes)) {
      sawUtf8 = true;
      return bytes.toString('utf8');
    }
    return decodeMixed(bytes);
  }

  function decodeMixed(bytes: Buffer): string {
    let text = '';
    let runStart = 0;
    let runIsUtf8: boolean | null = null;
    const flush = (end: number) => {
      const run = bytes.subarray(runStart, end);
      text += runIsUtf8 === false ? decodeCodePage(run, codePage) : run.toString('utf8');
      runStart = end;
    };
    for (let from = 0; from < bytes.length; ) {
      const end = lineEnd(bytes, from);
      const line = bytes.subarray(from, end);
      if (!isAscii(line)) {
        const lineIsUtf8 = isUtf8(line);
        if (runIsUtf8 !== null && runIsUtf8 !== lineIsUtf8) flush(from);
        runIsUtf8 = lineIsUtf8;
        if (lineIsUtf8) sawUtf8 = true;
        else sawCodePage = true;
      }
      from = end;
    }
    flush(bytes.length);
    return text;
  }

  return {
    decode(block) {
      const bytes = carried.length > 0 ? Buffer.concat([carried, block]) : block;
      let end = Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR)) + 1;
      if (end === 0 && bytes.length > MAX_CARRIED_BYTES) end = endOfCharacters(bytes);
      carried = bytes.subarray(end);
      return withoutPadding(decodeWhole(bytes.subarray(0, end)));
    },
    end() {
      const text = withoutPadding(decodeWhole(carried));
      carried = Buffer.alloc(0);
      return text;
    },
    met(utf8, codePage) {
      sawUtf8 ||= utf8;
      sawCodePage ||= codePage;
    },
    encoding() {
      if (!sawCodePage) return 'utf-8';
      return sawUtf8 ? `utf-8+${codePage}` : codePage;
    },
  };
}

/** Index behind the line that starts at `from`, its CR or LF included. */
function lineEnd(bytes: Buffer, from: number): number {
  const lf = bytes.indexOf(LF, from);
  const end = lf < 0 ? bytes.length : lf + 1;
  const cr = bytes.subarray(from, end).indexOf(CR);
  return cr < 0 ? end : from + cr + 1;
}

/** Index behind the last complete UTF-8 character. */
function endOfCharacters(bytes: Buffer): number {
  let end = bytes.length;
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back];
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (length > back) end -= back;
      break;
    }
  }
  return end;
}
