import { ServerMisbehavedError } from '../errors.ts';

/** What a server answered. Texts are its bytes as latin1, not fit to be shown. */
export interface Reply {
  /** 100 to 599. */
  readonly code: number;
  /** Without code and line ends; of a reply of several lines the lines between keep what stands at their start. */
  readonly lines: readonly string[];
}

/** Cuts the bytes of a control connection into replies. */
export interface ReplyParser {
  push(chunk: Uint8Array): void;
  /**
   * The next whole reply, null where more bytes are needed.
   * @throws {ServerMisbehavedError} a line or reply without end, or one that is no reply
   */
  take(): Reply | null;
  /** Whether bytes came that no reply was made of. */
  hasRest(): boolean;
}

/** RFC 959 knows no limit; the longest that honest servers send are banners and FEAT, under 8 KiB. */
const MOST_REPLY_BYTES = 64 * 1024;
const MOST_LINE_BYTES = 8 * 1024;

/**
 * Read replies as RFC 959, section 4.2, has them: 'NNN text', or 'NNN-text' up to a line 'NNN text'. Lines end with LF, a
 * CR before it is dropped; a bare CR or NUL is part of the text. Empty lines between replies are passed over.
 */
export function createReplyParser(host: string): ReplyParser {
  let rest = '';
  let opened: { readonly code: number; readonly lines: string[]; bytes: number } | null = null;
  let emptyBytes = 0;

  const readLine = (line: string): Reply | null => {
    if (opened !== null) {
      opened.bytes += line.length + 1;
      if (opened.bytes > MOST_REPLY_BYTES) throw misbehaved(host, `a reply over ${MOST_REPLY_BYTES} bytes`);
      const isLast = line.startsWith(`${opened.code} `) || line === String(opened.code);
      opened.lines.push(isLast ? line.slice(4) : line);
      const { code, lines } = opened;
      if (isLast) opened = null;
      return isLast ? { code, lines } : null;
    }
    const found = /^([1-5]\d\d)(?:([ -])([\s\S]*))?$/.exec(line);
    if (found === null) throw misbehaved(host, 'a line without a reply code');
    const [, code, sign, text = ''] = found;
    if (sign !== '-') return { code: Number(code), lines: [text] };
    opened = { code: Number(code), lines: [text], bytes: line.length };
    return null;
  };

  return {
    push(chunk) {
      rest += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    },
    take() {
      for (;;) {
        const end = rest.indexOf('\n');
        if ((end < 0 ? rest.length : end) > MOST_LINE_BYTES)
          throw misbehaved(host, `a reply line over ${MOST_LINE_BYTES} bytes`);
        if (end < 0) return null;
        const line = rest.slice(0, end).replace(/\r$/, '');
        rest = rest.slice(end + 1);
        if (opened === null && line.length === 0) {
          if (++emptyBytes > MOST_LINE_BYTES) throw misbehaved(host, 'nothing but empty lines');
          continue;
        }
        const reply = readLine(line);
        if (reply !== null) return reply;
      }
    },
    hasRest: () => rest.length > 0 || opened !== null,
  };
}

function misbehaved(host: string, what: string): ServerMisbehavedError {
  return new ServerMisbehavedError(`${host} sent ${what}: this is not FTP, nothing more was asked`);
}
