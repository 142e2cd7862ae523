import { date } from './date.ts';
import { FRENCH_HABITS } from './default-reading.ts';
import type { FieldId, ReadingDefaults, Role } from './field.ts';
import type { HeaderHints } from './header-hints.ts';
import { givenNameShare } from './name.ts';
import { glueWords, nameWordsOf } from './name-words.ts';
import { shareOf } from './share-of.ts';

/** A role a column may have, and the share (0 to 1) of the field's score that goes with it. */
export interface RoleGuess {
  readonly role: Role | null;
  readonly weight01: number;
}

/** A column full of doctors names the prescriber, not the row's person. */
const DOCTOR = /^\s*(?:dr|docteur|pr)[\s.]/i;
const LONGEST_LIFE_YEARS = 115;
const SHORTEST_BIRTH_SPAN_YEARS = 30;

/** Which of several columns of a field this one may be, likeliest first. Values overrule a header that contradicts them. */
export function rolesOf(
  field: FieldId,
  cells: readonly string[],
  hints: HeaderHints,
  defaults: ReadingDefaults,
): readonly RoleGuess[] {
  if (hints.role === 'someone-else') return [{ role: 'someone-else', weight01: 1 }];
  if (field === 'name') return nameRoles(cells, hints.role);
  if (field !== 'date') return [{ role: null, weight01: 1 }];
  if (hints.role === 'birth') return [{ role: 'birth', weight01: 1 }];
  const isBirth = !hints.isOtherDate && looksLikeBirths(cells, defaults.currentYear);
  return [{ role: isBirth ? 'birth' : null, weight01: 1 }];
}

function nameRoles(cells: readonly string[], hinted: Role | null): readonly RoleGuess[] {
  const givenShare = givenNameShare(cells);
  const severalShare = shareOf(cells, (cell) => unhyphenatedWordCount(cell) >= 2);
  if (hinted === null && shareOf(cells, (cell) => DOCTOR.test(cell)) >= 0.5) {
    return [
      { role: 'someone-else', weight01: 1 },
      { role: 'full', weight01: 0.6 },
    ];
  }
  if (hinted === 'given' || hinted === 'full') return [{ role: hinted, weight01: 1 }];
  if (severalShare >= 0.6) {
    const other: RoleGuess = {
      role: hinted ?? 'family',
      weight01: hinted === 'family' && givenShare < 0.2 ? 1 : 0.5,
    };
    const full: RoleGuess = { role: 'full', weight01: other.weight01 === 1 ? 0.7 : 1 };
    return [full, other].sort((a, b) => b.weight01 - a.weight01);
  }
  const isGiven = givenShare >= 0.25;
  if (hinted === 'family' && !isGiven) return [{ role: 'family', weight01: 1 }];
  const [first, second]: [Role, Role] = isGiven ? ['given', 'family'] : ['family', 'given'];
  return [
    { role: first, weight01: 1 },
    { role: second, weight01: isGiven ? 0.6 : 0.75 },
  ];
}

/** Hyphens join here: Jean-Pierre alone is one name, Jean DUPONT two. */
function unhyphenatedWordCount(cell: string): number {
  return cell.length > 200 ? 0 : glueWords(nameWordsOf(cell.replaceAll('-', ''))).length;
}

/**
 * Years span more than 30, all within a life from now, few near the present: registrations and visits crowd there.
 */
function looksLikeBirths(cells: readonly string[], currentYear: number): boolean {
  const reading = { ...FRENCH_HABITS, lastYearOf2000s: currentYear % 100, excelSerials: true };
  const years = cells
    .map((cell) => Number(date.canonical(cell, reading)?.slice(0, 4) ?? Number.NaN))
    .filter((year) => !Number.isNaN(year))
    .sort((a, b) => a - b);
  if (years.length < 10) return false;
  const within = years.filter(
    (year) => year >= currentYear - LONGEST_LIFE_YEARS && year <= currentYear,
  ).length;
  const recent = years.filter((year) => year > currentYear - 3).length;
  const span = years[Math.floor(years.length * 0.98)] - years[Math.floor(years.length * 0.02)];
  return within >= years.length * 0.98 && span > SHORTEST_BIRTH_SPAN_YEARS && recent < years.length * 0.15;
}
