import fc from 'fast-check';

/** Cells as latin1: bytes of UTF-8, of a code page, of neither. */
const oddCell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'nom',
    'Dupont',
    'total',
    'Zo\xc3\xa9',
    'Zo\xe9',
    '\xef\xbb\xbfx',
    'a\0b',
    'x@y.fr',
    '\xf0\x9f\x98\x80',
  ),
  fc.constantFrom(
    '"a"',
    '"a""b"',
    '""',
    '"',
    'a"b',
    ' "a"',
    '"a" ',
    '"a"b',
    '"a\nb"',
    '"a\r\nb;c"',
    '"a',
    'a\rb',
    "l'eau",
    "'",
    '\\"',
  ),
  fc.constantFrom(
    '\xe2\x82\xac',
    '\xed\xa0\x80',
    '\xc0\x80',
    '\xf4\x90\x80\x80',
    '\xe9\xe9',
    '\x80\x81',
    '2021-01-02',
    'x'.repeat(70),
    '12',
  ),
  fc.string({ maxLength: 6 }),
);

const oddLine = (delimiter: string) =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.array(oddCell, { minLength: 1, maxLength: 6 }).map((cells) => cells.join(delimiter)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', delimiter, delimiter.repeat(3), 'numero;nom;ville;note', 'a,b'),
    },
  );

/** Bytes of mostly regular files with odd lines in them. */
export const patchedFile = fc
  .record({
    delimiter: fc.constantFrom(';', ',', '\t', '|', ', ', ' ', '::'),
    end: fc.constantFrom('\n', '\r\n', '\n', '\r'),
    header: fc.boolean(),
    quoted: fc.boolean(),
    isNumbered: fc.boolean(),
    accent: fc.constantFrom('e', '\xe9', '\xc3\xa9'),
    rows: fc.integer({ min: 5, max: 150 }),
  })
  .chain((file) =>
    fc.record({
      file: fc.constant(file),
      patches: fc.array(fc.tuple(fc.nat(), oddLine(file.delimiter), fc.boolean()), { maxLength: 12 }),
      final: fc.constantFrom('', file.end, file.end + file.end),
    }),
  )
  .map(({ file, patches, final }) => {
    const quote = file.quoted ? '"' : '';
    const write = (cells: string[]) => cells.map((cell) => quote + cell + quote).join(file.delimiter);
    const lines = Array.from({ length: file.rows }, (_, i) =>
      write([
        file.isNumbered ? `${1000 + i * 7}` : ['Zoe', 'Jean', 'Marie', 'Nomie'][i % 4],
        `Ren${file.accent}e`,
        ['Paris', 'Lyon', ''][i % 3],
        i % 5 === 0 ? '' : `rue ${file.accent}`,
      ]),
    );
    if (file.header) lines.unshift(write(['numero', 'nom', 'ville', 'note']));
    for (const [place, line, isAdded] of patches)
      lines.splice(place % (lines.length + 1), isAdded ? 0 : 1, line);
    return Buffer.from(lines.join(file.end) + final, 'latin1');
  });
