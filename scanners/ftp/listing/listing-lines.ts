/** Longest line that is read: no name is longer than 4 KiB, and MLSD puts a few hundred bytes before it. */
const MOST_LINE_CHARS = 64 * 1024;

/** Cuts a listing into lines. */
export interface ListingLines {
  /** The lines that end in this chunk, bytes as latin1 text, without CR LF or LF. Empty lines are left out. */
  push(chunk: Uint8Array): readonly string[];
  /** The last line, where the listing did not end it. */
  end(): readonly string[];
  /** Lines over 64 KiB, which are dropped as they come. */
  readonly overlong: number;
}

/** Begin a listing. Holds at most one line. A CR that is not before LF belongs to a name. */
export function createListingLines(): ListingLines {
  let rest = '';
  let isDropping = false;
  let overlong = 0;
  const keep = (part: string): void => {
    if (!isDropping && rest.length + part.length > MOST_LINE_CHARS) {
      isDropping = true;
      overlong++;
    }
    rest = isDropping ? '' : rest + part;
  };
  const finish = (lines: string[]): void => {
    const line = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    if (line !== '') lines.push(line);
    rest = '';
    isDropping = false;
  };
  return {
    push(chunk) {
      const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      const lines: string[] = [];
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        keep(text.slice(start, end));
        finish(lines);
        start = end + 1;
      }
      keep(text.slice(start));
      return lines;
    },
    end() {
      const lines: string[] = [];
      finish(lines);
      return lines;
    },
    get overlong() {
      return overlong;
    },
  };
}
