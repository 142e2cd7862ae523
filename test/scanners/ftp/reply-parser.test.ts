import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplyParser, type Reply } from '../../../scanners/ftp/reply-parser.ts';

function parse(chunks: readonly string[]): Reply[] {
  const parser = createReplyParser('a server');
  const replies: Reply[] = [];
  for (const chunk of chunks) {
    parser.push(Buffer.from(chunk, 'latin1'));
    for (let reply = parser.take(); reply !== null; reply = parser.take()) replies.push(reply);
  }
  return replies;
}

describe('reading replies', () => {
  it('reads one line, and many that end with the same code', () => {
    expect(parse(['220 hello\r\n211-Features\r\n MDTM\r\n 211 no end\r\n211-\r\n211 End\r\n'])).toEqual([
      { code: 220, lines: ['hello'] },
      { code: 211, lines: ['Features', ' MDTM', ' 211 no end', '211-', 'End'] },
    ]);
  });

  it('reads a code alone, bare LF and empty lines between replies', () => {
    expect(parse(['200\n\r\n\n226 done\n'])).toEqual([
      { code: 200, lines: [''] },
      { code: 226, lines: ['done'] },
    ]);
  });

  it('reads the same however the bytes are cut', () => {
    const text = '220-one\r\ntwo\r\n220 three\r\n331 four\r\n';

    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((end, at) => text.slice(places[at], end));
        expect(parse(chunks)).toEqual(parse([text]));
      }),
    );
  });

  it.each([
    ['no code', 'hello\r\n'],
    ['a code over 599', '999 what\r\n'],
    ['a line without end', 'x'.repeat(9_000)],
    ['a long line', `220 ${'x'.repeat(9_000)}\r\n`],
    ['a reply without end', '220-x\r\n'.repeat(20_000)],
    ['empty lines without end', '\r\n'.repeat(20_000)],
  ])('refuses %s', (_, text) => {
    expect(() => parse([text])).toThrow(expect.objectContaining({ code: 'RP_SERVER_MISBEHAVED' }));
  });
});
