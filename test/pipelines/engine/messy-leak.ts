import { LABORATORY_B } from '../../../src/demo/laboratories.ts';
import type { Person } from '../../../src/demo/person.ts';
import { leakOf, people, tableOf } from '../generated-files.ts';

/** What the leak's columns hold, as leakOf writes them. */
const NAME = 2;
const DATE = 4;
const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

/** Some of the patients were born on Corsica: their numbers hold letters. */
export const PATIENTS: readonly Person[] = people(600).map((person, at) =>
  at % 9 === 0 ? { ...person, nir: corsican(person.nir, at % 2 === 0 ? '2A' : '2B') } : person,
);
const STRANGERS = people(300, 20_480);

/**
 * A leak of patients and strangers with everything in it that the fast path does otherwise than the plain one, or
 * leaves to it: lines in two encodings, quotes, dates and names in many spellings, odd lines, and a second table.
 */
export function messyLeak(): Buffer {
  const once = [...PATIENTS.slice(0, 500), ...STRANGERS];
  const leaked = [...once, ...once];
  const lines = leakOf(leaked).flatMap((cells, at) => linesOf(cells, leaked[at]!.birthDate, at));
  const second = tableOf(PATIENTS.slice(300), LABORATORY_B);
  const stacked = [second.header, ...second.rows].map((cells) =>
    Buffer.from(`${cells.join(';')}\r\n`, 'latin1'),
  );
  return Buffer.concat([...lines, ...stacked]);
}

/** A row as a line, in a spelling and an encoding that its place decides. */
function linesOf(leaked: readonly string[], birthDate: string, at: number): Buffer[] {
  const remark = REMARKS[at % REMARKS.length]!;
  const cells = [...leaked, remark, String(at)];
  if (at % 3 === 0) cells[NAME] = accented(cells[NAME]!, at);
  cells[DATE] = spelled(birthDate, at);
  const bytes = lineOf(cells, at % 7 === 3 ? 'latin1' : 'utf8');
  return isAmongOddLines(at) ? oddly(cells, bytes, at) : [bytes];
}

const REMARKS = ['', 'plain', 'says "no"', 'two;cells', 'ends with "', '-', 'caf\u00e9 \u0152uvre'];

/** Lines that the fast path leaves to the plain one are close together: it gives up for a while where there are many. */
function isAmongOddLines(at: number): boolean {
  return at < 300 || (at > 900 && at < 1_200);
}

/** The row with something odd in it or around it. */
function oddly(cells: readonly string[], bytes: Buffer, at: number): Buffer[] {
  const withRemark = (remark: string) => lineOf(cells.with(8, remark), 'utf8');
  if (at % 41 === 1) return [withRemark(`first line ${at}\nsecond "line"\r\nthird`)];
  if (at % 43 === 2) return [withRemark('a\0b')];
  if (at % 251 === 3) return [withRemark('x'.repeat(300_000))];
  if (at % 59 === 4) return [Buffer.from('\n'), bytes, Buffer.from(' \n\n')];
  if (at % 61 === 5) return [Buffer.from('too;short\n'), bytes];
  if (at % 67 === 6) return [lineOf([...cells, 'and', 'too', 'long', 'by "four"'], 'utf8')];
  if (at % 71 === 7) return [bytes, Buffer.from('a stray " quote;in;a;line;of;ten;cells;or;so;1\n')];
  return [bytes];
}

function lineOf(cells: readonly string[], encoding: 'utf8' | 'latin1'): Buffer {
  return Buffer.from(`${cells.map(quotedIfNeeded).join(';')}\n`, encoding);
}

function quotedIfNeeded(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Every letter of the Latin blocks that has a mark, by the letter below the mark. */
const MARKED = new Map<string, string[]>();
for (let code = 0xc0; code <= 0x1eff; code = code === 0x24f ? 0x1e00 : code + 1) {
  const letter = String.fromCharCode(code);
  const base = letter.normalize('NFD')[0]!;
  if (base !== letter && /[a-z]/i.test(base)) MARKED.set(base, [...(MARKED.get(base) ?? []), letter]);
}

/** The name with marks on its letters, each time others; now and then as marks of their own. */
function accented(name: string, at: number): string {
  const marked = Array.from(name, (letter, place) => {
    const choices = MARKED.get(letter) ?? [letter];
    return choices[(at + 31 * place) % choices.length]!;
  }).join('');
  return at % 4 === 0 ? marked.normalize('NFD') : marked;
}

/** An ISO date in another spelling. */
function spelled(date: string, at: number): string {
  const [year, month, day] = date.split('-') as [string, string, string];
  const spellings = [
    `${day}/${month}/${year}`,
    `${day}.${month}.${year}`,
    `${day}-${month}-${year.slice(2)}`,
    `${year}-${month}-${day}`,
    `${year}${month}${day}`,
    `${Number(day)}/${Number(month)}/${year}`,
    `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`,
    `${year}-${month}-${day}T00:00:00Z`,
    `${day}/${month}/${year} 00:00`,
  ];
  // Mostly one spelling: what a column means is learned from most of its cells.
  return at % 2 === 0 ? spellings[0]! : spellings[(at >> 1) % spellings.length]!;
}

/** The number of somebody born in that department, with its key. Source: see src/demo/numbers/nir.ts. */
function corsican(nir: string, department: '2A' | '2B'): string {
  const body = `${nir.slice(0, 5)}${department}${nir.slice(7, 13)}`;
  const number = Number(body.replace('2A', '19').replace('2B', '18'));
  return body + String(97 - (number % 97)).padStart(2, '0');
}
