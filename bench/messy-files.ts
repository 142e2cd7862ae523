import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';

/** A file with known rows. */
export interface MessyFile {
  /** The kind of pollution: one line of the bench's table. */
  readonly kind: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly rows: readonly ExpectedRow[];
}

/** A row as it was before the pollution. */
export interface ExpectedRow {
  readonly cells: readonly string[];
  /** False where the pollution destroyed what would be needed to read the row with certainty. */
  readonly isReadable: boolean;
}

const ROWS = 80;
const HEADER = [
  'date',
  'heure',
  'nom',
  'prenom',
  'email',
  'telephone',
  'adresse',
  'code_postal',
  'ville',
  'remarque',
];
const FAMILY = [
  'DUPONT',
  'LEFÈVRE',
  'MARTIN',
  'BENOÎT',
  'MOREAU',
  'GARÇON',
  'PETIT',
  'ROUX',
  'LE GOFF',
  'NOËL',
];
const GIVEN = ['Jeanne', 'Hélène', 'Paul', 'Zoé', 'François', 'Marc', 'Anaïs', 'Luc', 'Chloé', 'Benoît'];
const STREETS = [
  'rue des Lilas',
  'avenue de la Gare',
  'place du Marché',
  'impasse des Chênes',
  'quai Voltaire',
];
const CITIES = ['PARIS', 'ORLEANS', 'LYON', 'NIMES', 'BREST', 'BESANCON'];
const REMARKS = ['', '', 'à rappeler', 'dossier "urgent"', 'vu, puis reporté', 'ligne un\nligne deux'];

/** Generated people: nobody real, the same every time. */
function people(seed: number, rows = ROWS): string[][] {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)];
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const two = (number: number) => String(number).padStart(2, '0');
  return Array.from({ length: rows }, () => [
    `19${two(30 + Math.floor(random() * 70))}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`,
    `${two(Math.floor(random() * 24))}:${two(Math.floor(random() * 60))}:00`,
    pick(FAMILY),
    pick(GIVEN),
    `contact.${digits(4)}@exemple.fr`,
    `06${digits(8)}`,
    `${1 + Math.floor(random() * 120)} ${pick(STREETS)}`,
    `${10 + Math.floor(random() * 85)}${digits(3)}`,
    pick(CITIES),
    pick(REMARKS),
  ]);
}

interface Writing {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly end: string;
  readonly quoteAll: boolean;
}

const STANDARD: Writing = { delimiter: ',', quote: '"', escape: '"', end: '\r\n', quoteAll: false };

function writeCell(cell: string, writing: Writing): string {
  const { delimiter, quote, end } = writing;
  const special = [delimiter, delimiter.trim(), quote, '\n', '\r', end].filter((sign) => sign !== '');
  if (!writing.quoteAll && !special.some((sign) => cell.includes(sign))) return cell;
  return quote + cell.replaceAll(quote, writing.escape + quote) + quote;
}

function writeLine(cells: readonly string[], writing: Writing): string {
  return cells.map((cell) => writeCell(cell, writing)).join(writing.delimiter);
}

function writeLines(rows: readonly (readonly string[])[], writing: Writing): string[] {
  return rows.map((row) => writeLine(row, writing));
}

function fileOf(
  kind: string,
  name: string,
  content: string | Buffer,
  rows: readonly (readonly string[])[],
  unreadable: ReadonlySet<number> = new Set(),
): MessyFile {
  return {
    kind,
    name,
    bytes: typeof content === 'string' ? Buffer.from(content) : content,
    rows: rows.map((cells, index) => ({ cells, isReadable: !unreadable.has(index) })),
  };
}

/** A file in another dialect. */
function inDialect(kind: string, name: string, change: Partial<Writing>, seed: number): MessyFile {
  const writing = { ...STANDARD, ...change };
  const rows = people(seed).map((row) =>
    row.map((cell) => cell.replaceAll('\n', writing.end === '\r\n' ? '\n' : ' ')),
  );
  return fileOf(kind, name, writeLines([HEADER, ...rows], writing).join(writing.end) + writing.end, rows);
}

/** Every kind of file, one after the other. */
export function* messyFiles(): Generator<MessyFile> {
  yield* wholeFiles();
  yield* dialects();
  yield* encodings();
  yield* headers();
  yield* surroundings();
  yield* stackedTables();
  yield* delimiterDamage();
  yield* quoteDamage();
}

function* wholeFiles(): Generator<MessyFile> {
  const rows = people(1);
  const text = writeLines([HEADER, ...rows], STANDARD).join('\r\n');
  yield fileOf('clean file', 'clean', `${text}\r\n`, rows);
  yield fileOf('no final line end', 'no-final-end', text, rows);
  yield fileOf('two final line ends', 'two-final-ends', `${text}\r\n\r\n`, rows);
  yield fileOf('empty file', 'empty', '', []);
  yield fileOf('header only', 'header-only', `${HEADER.join(',')}\r\n`, []);
  yield fileOf(
    'one row only',
    'one-row',
    `${writeLine(HEADER, STANDARD)}\r\n${writeLine(rows[0], STANDARD)}`,
    [rows[0]],
  );
  yield fileOf(
    'gzip, two members',
    'gz',
    Buffer.concat([gzipSync(text.slice(0, 900)), gzipSync(text.slice(900))]),
    rows,
  );
  yield fileOf('NUL bytes between the rows', 'nul', text.replaceAll('\r\n1', '\r\n\0\0\x001'), rows);
  const blankBetween = writeLines([HEADER, ...rows], STANDARD).join('\n\n');
  yield fileOf('blank lines between the rows', 'blank-lines', blankBetween, rows);
}

function* dialects(): Generator<MessyFile> {
  const delimiters = [';', '\t', '|', ':', ' ', '^', '~', ', ', '||', '::', ';;'];
  for (const [index, delimiter] of delimiters.entries()) {
    yield inDialect(
      'other field delimiter',
      `delimiter ${JSON.stringify(delimiter)}`,
      { delimiter },
      10 + index,
    );
    const all = { delimiter, quoteAll: true };
    yield inDialect(
      'other field delimiter, all quoted',
      `delimiter ${JSON.stringify(delimiter)}`,
      all,
      30 + index,
    );
  }
  yield inDialect("quote '", 'single', { quote: "'", escape: "'" }, 50);
  yield inDialect("quote ', all quoted", 'single-all', { quote: "'", escape: "'", quoteAll: true }, 51);
  yield inDialect('escape \\', 'backslash', { escape: '\\' }, 52);
  yield inDialect('escape \\, all quoted', 'backslash-all', { escape: '\\', quoteAll: true }, 53);
  yield inDialect('escape missing', 'none', { escape: '', quoteAll: true }, 54);
  yield inDialect('escape NUL', 'nul', { escape: '\0', quoteAll: true }, 55);
  for (const end of ['\n', '\r', '\r\n']) {
    yield inDialect('other record separator', JSON.stringify(end), { end }, 60);
  }
  const rows = people(61).map((row) => row.map((cell) => cell.replaceAll('\n', ' ')));
  const ends = ['\n', '\r\n', '\r'];
  const mixed = writeLines([HEADER, ...rows], STANDARD).map((line, i) => line + ends[i % 3]);
  yield fileOf('mixed record separators', 'mixed', mixed.join(''), rows);
}

function* encodings(): Generator<MessyFile> {
  const rows = people(70);
  const text = `${writeLines([HEADER, ...rows], STANDARD).join('\r\n')}\r\n`;
  const plain = ['windows-1252', 'iso-8859-15', 'cp850', 'macintosh', 'utf-16le', 'utf-16be'];
  for (const name of plain) yield fileOf('other encoding', name, iconv.encode(text, name), rows);
  for (const name of ['utf-8', 'utf-16le', 'utf-16be']) {
    yield fileOf('other encoding, byte order mark', name, iconv.encode(text, name, { addBOM: true }), rows);
  }
  const lines = text.split(/(?<=\r\n)/);
  const mixed = Buffer.concat(
    lines.map((line, i) => iconv.encode(line, i % 2 === 0 ? 'utf-8' : 'windows-1252')),
  );
  yield fileOf('two encodings in one file', 'mixed', mixed, rows);
}

function* headers(): Generator<MessyFile> {
  const rows = people(80);
  const body = `${writeLines(rows, STANDARD).join('\r\n')}\r\n`;
  const groups = ['Patient', '', '', '', 'Contact', '', 'Domicile', '', '', 'Divers'];
  yield fileOf('no header', 'none', body, rows);
  yield fileOf('two header rows', 'two', `${groups.join(',')}\r\n${HEADER.join(',')}\r\n${body}`, rows);
  const three = `${groups.join(',')}\r\n${HEADER.join(',')}\r\n${HEADER.map((h) => `${h}_2`).join(',')}\r\n${body}`;
  yield fileOf('three header rows', 'three', three, rows);
  const doubled = HEADER.map((label, i) => (i === 3 ? 'nom' : label)).join(',');
  yield fileOf('doubled header labels', 'doubled', `${doubled}\r\n${body}`, rows);
  const gaps = HEADER.map((label, i) => (i % 3 === 1 ? '' : label)).join(',');
  yield fileOf('missing header labels', 'gaps', `${gaps}\r\n${body}`, rows);
  yield fileOf('header with less columns', 'less', `${HEADER.slice(0, -1).join(',')}\r\n${body}`, rows);
  yield fileOf('header with more columns', 'more', `${[...HEADER, 'code', 'id'].join(',')}\r\n${body}`, rows);
  const lines = writeLines(rows, STANDARD);
  const repeated = lines.flatMap((line, i) => (i % 20 === 0 ? [HEADER.join(','), line] : [line]));
  yield fileOf('header repeated inside', 'repeated', repeated.join('\n'), rows);
}

function* surroundings(): Generator<MessyFile> {
  const rows = people(90);
  const table = `${writeLines([HEADER, ...rows], STANDARD).join('\r\n')}\r\n`;
  const pad = ','.repeat(HEADER.length - 1);
  const preambles = {
    'one line': 'Extraction de la base\r\n',
    'three lines': 'Extraction de la base\r\nConfidentiel, usage interne\r\n\r\n',
    'padded lines': `Extraction de la base${pad}\r\n${pad}\r\n`,
    'key and value': 'Base,Recette\r\nAuteur,Service export\r\n\r\n',
    'excel sep line': 'sep=,\r\n',
  };
  for (const [name, preamble] of Object.entries(preambles)) {
    yield fileOf('preamble', name, preamble + table, rows);
    const headless = table.slice(table.indexOf('\r\n') + 2);
    yield fileOf('preamble, no header', name, preamble + headless, rows);
  }
  yield fileOf('trailing notes', 'total', `${table}Total,${rows.length}\r\n`, rows);
  yield fileOf('trailing notes', 'note', `${table}\r\nFin de l'extraction\r\n`, rows);
  yield fileOf('trailing notes', 'padded', `${table}Total${pad.slice(1)},${rows.length}\r\n`, rows);
}

function* stackedTables(): Generator<MessyFile> {
  const rows = people(100);
  const other = people(101, 40).map((row) => [row[4], row[2], row[7]]);
  const first = writeLines([HEADER, ...rows], STANDARD).join('\n');
  const headless = writeLines(other, STANDARD).join('\n');
  const second = `email,nom,code_postal\n${headless}`;
  const both = [...rows, ...other];
  yield fileOf('two tables in one file', 'blank line, header', `${first}\n\n${second}\n`, both);
  yield fileOf('two tables in one file', 'title, header', `${first}\n\nDeuxième liste\n${second}\n`, both);
  yield fileOf('two tables in one file', 'header', `${first}\n${second}\n`, both);
  yield fileOf('two tables in one file', 'blank line, no header', `${first}\n\n${headless}\n`, both);
  yield fileOf('two tables in one file', 'nothing between', `${first}\n${headless}\n`, both);
  yield fileOf('two tables in one file', 'small one first', `${second}\n\n${first}\n`, [...other, ...rows]);
  const sameWidth = people(102, 30).map((row) => [...row.slice(5), ...row.slice(0, 5)]);
  const moved = [...HEADER.slice(5), ...HEADER.slice(0, 5)];
  const third = writeLines([moved, ...sameWidth], STANDARD).join('\n');
  yield fileOf('two tables in one file', 'same width, header', `${first}\n${third}\n`, [
    ...rows,
    ...sameWidth,
  ]);
}

/** Rows and columns to damage: first, last and some between. */
const DAMAGED_ROWS = [0, 1, 2, 7, 40, 78, 79];

/** Whether two neighbouring columns look so different that a lost delimiter between them can be found again. */
const TELLING_BORDERS = new Set([0, 1, 4, 5, 6]);

function* delimiterDamage(): Generator<MessyFile> {
  for (const row of DAMAGED_ROWS) {
    for (let column = 0; column < HEADER.length - 1; column++) {
      yield* damagedRow(row, column);
    }
  }
  const every = people(120).map((cells) => [...cells.slice(0, 9), 'vu']);
  const lines = writeLines([HEADER, ...every], STANDARD).map((line, i) => (i % 3 === 1 ? `${line},` : line));
  yield fileOf('delimiter too many at the end of some rows', 'trailing', lines.join('\n'), every);
  const trimmed = people(121).map((cells) => [...cells.slice(0, 8), '', '']);
  const short = writeLines([HEADER, ...trimmed], STANDARD).map((line, i) =>
    i % 2 === 1 ? line.replace(/,+$/, '') : line,
  );
  yield fileOf('empty cells left out at the end', 'trimmed', short.join('\n'), trimmed);
}

function* damagedRow(row: number, column: number): Generator<MessyFile> {
  const rows = people(200 + column).map((cells) => cells.map((cell) => cell.replaceAll('\n', ' ')));
  const lines = writeLines([HEADER, ...rows], STANDARD);
  const cells = rows[row].map((cell) => writeCell(cell, STANDARD));
  const name = `row ${row}, column ${column}`;
  const damaged = (line: string) => lines.map((old, i) => (i === row + 1 ? line : old)).join('\n');
  const extra = [...cells.slice(0, column + 1), '', ...cells.slice(column + 1)].join(',');
  yield fileOf(
    'delimiter too many',
    name,
    damaged(extra),
    rows,
    unreadableIf(rows[row][9] === '' && column === 8, row),
  );
  const merged = [
    ...cells.slice(0, column),
    cells[column] + cells[column + 1],
    ...cells.slice(column + 2),
  ].join(',');
  const isTelling = TELLING_BORDERS.has(column);
  yield fileOf('delimiter missing', name, damaged(merged), rows, unreadableIf(!isTelling, row));
  if (column !== 6) return;
  const torn = [...cells.slice(0, 6), `bat. B, ${cells[6]}`, ...cells.slice(7)].join(',');
  const whole = rows.map((old, i) =>
    i === row ? [...old.slice(0, 6), `bat. B, ${old[6]}`, ...old.slice(7)] : old,
  );
  yield fileOf('delimiter inside a cell, not quoted', name, damaged(torn), whole, new Set([row]));
}

function unreadableIf(isUnreadable: boolean, row: number): ReadonlySet<number> {
  return isUnreadable ? new Set([row]) : new Set();
}

function* quoteDamage(): Generator<MessyFile> {
  for (const quoteAll of [false, true]) {
    for (const row of DAMAGED_ROWS) {
      for (const column of [0, 2, 6, 8]) yield* damagedQuotes(row, column, quoteAll);
    }
  }
}

function* damagedQuotes(row: number, column: number, quoteAll: boolean): Generator<MessyFile> {
  const writing = { ...STANDARD, quoteAll };
  const rows = people(300 + column);
  const suffix = quoteAll ? ', all quoted' : '';
  const name = `row ${row}, column ${column}`;
  const damaged = (change: (cell: string) => string) => {
    const cells = rows[row].map((cell) => writeCell(cell, writing));
    cells[column] = change(cells[column]);
    const lines = writeLines([HEADER, ...rows], writing);
    lines[row + 1] = cells.join(',');
    return lines.join('\n');
  };
  const changed = (cell: string) =>
    rows.map((old, i) => (i === row ? old.map((c, j) => (j === column ? cell : c)) : old));
  const value = rows[row][column];
  const middle = `${value.slice(0, 3)}"${value.slice(3)}`;
  const inside = damaged((cell) => (quoteAll ? `"${middle}"` : `${cell.slice(0, 3)}"${cell.slice(3)}`));
  yield fileOf(`stray quote inside a cell${suffix}`, name, inside, changed(middle));
  const open = damaged((cell) => (quoteAll ? cell.slice(0, -1) : `"${cell}`));
  yield fileOf(`quote that never closes${suffix}`, name, open, rows);
}
