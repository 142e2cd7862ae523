import { createHmac } from 'node:crypto';
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse';

/**
 * The script that many would write: `node match-hmac.mjs keep TABLE INDEX` keeps the HMAC-SHA-256 of four keys of each row
 * of the table, `node match-hmac.mjs match LEAK INDEX` looks up those of a leak and prints the rows found, from 0.
 */
const KEY = Buffer.from('3f1c9a7e5d2b48603f1c9a7e5d2b4860', 'hex');
const DIGEST_CHARS = 16;
const [TABLE, LEAK] = [
  { nir: 1, family: 3, given: 5, birth: 6, mobile: 13, email: 14, encoding: 'utf8', delimiter: ';', from: 2 },
  {
    nir: 20,
    family: 18,
    given: 16,
    birth: 15,
    mobile: 8,
    email: 7,
    encoding: 'latin1',
    delimiter: '\t',
    from: 1,
  },
];

const [task, path, index] = process.argv.slice(2);
await (task === 'keep' ? keep() : match());

async function keep() {
  const digests = [];
  for await (const row of rowsOf(TABLE)) digests.push(keysOf(row, TABLE).map(digest).join(','));
  writeFileSync(index, digests.join('\n'));
}

async function match() {
  const known = readIndex();
  const found = [];
  let rows = 0;
  for await (const row of rowsOf(LEAK)) {
    if (keysOf(row, LEAK).some((key, at) => key !== '' && known[at].has(digest(key)))) found.push(rows);
    rows++;
  }
  process.stdout.write(JSON.stringify(found));
}

/** A map for each key, from its digest to the row of the table. */
function readIndex() {
  const known = [new Map(), new Map(), new Map(), new Map()];
  for (const [row, line] of readFileSync(index, 'latin1').split('\n').entries())
    for (const [at, kept] of line.split(',').entries()) if (kept !== '') known[at].set(kept, row);
  return known;
}

function rowsOf({ encoding, delimiter, from }) {
  const parser = parse({ delimiter, encoding, from_line: from, quote: null, relax_column_count: true });
  return createReadStream(path).pipe(parser);
}

function keysOf(row, { nir, family, given, birth, mobile, email }) {
  return [
    row[nir].replaceAll(' ', '').toUpperCase(),
    `${letters(row[family])}|${letters(row[given])}|${dateOf(row[birth])}`,
    row[mobile].replaceAll(/\D/g, '').slice(-9),
    row[email].toLowerCase(),
  ];
}

function letters(text) {
  return text
    .toUpperCase()
    .replaceAll('Œ', 'OE')
    .normalize('NFD')
    .replaceAll(/[^A-Z]/g, '');
}

function dateOf(text) {
  const [day, month, year] = text.split('/');
  return year === undefined ? text : `${year}${month}${day}`;
}

function digest(key) {
  return key === '' ? '' : createHmac('sha256', KEY).update(key).digest('base64').slice(0, DIGEST_CHARS);
}
