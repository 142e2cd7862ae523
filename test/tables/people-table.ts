/** One generated table of people with values that are easily spoiled on the way, as every source must give it. */
export const PEOPLE_COLUMNS = [
  'id',
  'family name',
  'given"name`s',
  'birth_date',
  'mail',
  'balance',
  'seen_at',
  'note',
  'score',
] as const;

/** Cells as text; NULL and '' both read as ''. */
export const PEOPLE_CELLS: readonly (readonly string[])[] = [
  ['1', 'Martin', 'Zoé', '1980-02-29', 'zoe@example.org', '1234.56', '2024-01-02 03:04:05', 'plain', '0.1'],
  [
    '2',
    "O'Neill",
    'Anne "Nan"',
    '1899-12-31',
    'anne@example.org',
    '-0.05',
    '1999-12-31 23:59:59',
    'two\nlines',
    '1.5',
  ],
  [
    '3',
    'Œuvrard-Ÿ',
    'Éloïse',
    '2001-07-04',
    '',
    '9999999999.99',
    '',
    'tab\tand \\ backslash; comma, 100%',
    '-2.25',
  ],
  [
    '9007199254740993',
    '李',
    '小龍 🐉',
    '1940-11-27',
    'long@example.org',
    '0.01',
    '2024-06-30 00:00:00',
    "quote ' and `",
    '12345678901234567000',
  ],
  ['-5', '', '', '', '', '', '', '', ''],
  [
    '6',
    '  blanks  ',
    '\r\nwindows line',
    '2000-01-01',
    'NULL',
    '1.25',
    '2000-01-01 12:00:00',
    'null',
    '0.0000001',
  ],
];

/** Values for a driver: '' of columns that are not text becomes NULL, numbers stay text for the server to read. */
export const PEOPLE_VALUES: readonly (readonly (string | null)[])[] = PEOPLE_CELLS.map((cells) =>
  cells.map((cell, index) => (cell === '' && [3, 5, 6, 8].includes(index) ? null : cell)),
);
