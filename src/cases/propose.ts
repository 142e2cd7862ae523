import type { BreachTerm } from '../reports/breach/vocabulary.ts';
import type { CaseHead, CaseItem } from '../store/case-records.ts';
import type { CaseWords } from './documents/words/case-words.ts';
import type { LeakedColumn, ReportFacts } from './report-facts.ts';

/** A category that follows from what leaked, and why: a person takes it over, or does not. */
export interface Proposal {
  readonly key: string;
  readonly because: string;
}

/** An exposure of a server that belongs to the case. */
export interface CaseExposure {
  readonly endpoint: string;
  readonly code: string;
}

/** What each field of a column that agreed is data of. Fields that say nothing by themselves are missing. */
const DATA_OF_FIELD: Readonly<Record<string, BreachTerm<'data'>>> = {
  nir: 'nir',
  email: 'contact',
  phone: 'contact',
  street: 'contact',
  postcode: 'contact',
  city: 'contact',
  name: 'civil-status',
  secret: 'credentials',
  iban: 'financial',
  card: 'financial',
};

/** Words of a column's or table's name that say more than its field, in French and English. */
const DATA_OF_NAME: readonly (readonly [BreachTerm<'data'>, RegExp])[] = [
  ['civil-status', /naiss|birth|sexe?\b|sexe|genre|gender|civilit/],
  [
    'health',
    /patient|sante|health|medic|medec|prescri|diagn|pathol|ordonnance|examen|hospit|clini|mutuelle|insurer/,
  ],
  ['credentials', /login|identifiant|passw|mot_?de_?passe|mdp|token|secret/],
  ['financial', /salaire|revenu|income|salary|iban|rib\b|bank|banque/],
  ['documents', /passeport|passport|carte_?identite|identity_?card|cni\b/],
  ['location', /latitude|longitude|gps|geoloc/],
  ['offences', /condamn|infraction|conviction|offence|casier/],
  ['origin', /ethni|origine_?raciale|race\b/],
  ['religion', /religi|confession\b/],
  ['union', /syndic|trade_?union/],
  ['genetic', /genetic|genetiq|adn\b|dna\b/],
];

const PEOPLE_OF_NAME: readonly (readonly [BreachTerm<'people'>, RegExp])[] = [
  ['patients', /patient|laborato|\blab\b|lab_|hospit|clini|medec|medic|prescri/],
  ['customers', /client|customer|commande|order/],
  ['employees', /employ|salari|staff|matricule|agent\b/],
  ['members', /adherent|member|membre/],
  ['students', /etudiant|eleve|student|pupil/],
  ['users', /utilisateur|\busers?\b|user_|login|compte|account/],
];

/** Exposures that put files in front of everybody, without anybody's intent. */
const PUBLISHED: ReadonlySet<string> = new Set([
  'ftp.anonymous-login',
  'ftp.anonymous-lists',
  'ftp.anonymous-reads',
  'http.open-listing',
  'http.unauthenticated-download',
  'http.open-bucket',
  'http.webdav-open',
]);

/** What a case keeps of its reports. */
export function factsOfReports(items: readonly CaseItem[]): readonly ReportFacts[] {
  return items.filter(({ kind }) => kind === 'report').map(({ facts }) => facts as ReportFacts);
}

/** Categories of data, from the columns that agreed. */
export function proposeData(columns: readonly LeakedColumn[], words: CaseWords): readonly Proposal[] {
  const found = new Map<string, LeakedColumn[]>();
  const add = (key: string, column: LeakedColumn): void => {
    const group = found.get(key) ?? [];
    if (!group.some((one) => one.table === column.table && one.column === column.column)) group.push(column);
    found.set(key, group);
  };
  for (const column of columns) {
    const byField = DATA_OF_FIELD[column.field];
    if (byField !== undefined) add(byField, column);
    for (const [key, pattern] of DATA_OF_NAME) if (pattern.test(plain(column.column))) add(key, column);
    if (/patient|sante|health|medic/.test(plain(column.table))) add('health', column);
  }
  return [...found].map(([key, group]) => ({
    key,
    because: words.becauseColumns(sources(group), group.length),
  }));
}

/** Categories of people, from the names of tables, columns and controllers. */
export function proposePeople(columns: readonly LeakedColumn[], words: CaseWords): readonly Proposal[] {
  return PEOPLE_OF_NAME.flatMap(([key, pattern]): Proposal[] => {
    const saying = columns.filter(({ column, table, controller }) =>
      [column, table, controller].some((name) => pattern.test(plain(name))),
    );
    if (saying.length === 0) return [];
    const tables = [...new Map(saying.map((one) => [one.table, one])).values()];
    return [
      { key, because: words.becauseTables(tables.map(({ table, controller }) => ({ table, controller }))) },
    ];
  });
}

/** How it came about, from what was open on the servers of the case. */
export function proposeOrigin(
  exposures: readonly CaseExposure[],
  words: CaseWords,
): { readonly origins: readonly Proposal[]; readonly causes: readonly Proposal[] } {
  const published = exposures.filter(({ code }) => PUBLISHED.has(code));
  if (published.length === 0) return { origins: [], causes: [] };
  const because = words.becauseExposures([
    ...new Set(published.map(({ endpoint, code }) => `${endpoint}: ${code}`)),
  ]);
  return {
    origins: [{ key: 'unintended-publication', because }],
    causes: [{ key: 'internal-accidental', because }],
  };
}

/** When a match first gave reason to be aware: the first report with enough of ours in it. A person decides. */
export function proposeAwareness({ items }: Pick<CaseHead, 'items'>, fromShare: number): string | null {
  const times = factsOfReports(items)
    .filter(({ share }) => share > 0 && share >= fromShare)
    .map(({ createdAt }) => createdAt)
    .sort();
  return times[0] ?? null;
}

/** Lower case without accents: 'DATE_DÉCÈS' as 'date_deces'. */
function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const SHOWN_SOURCES = 3;

function sources(columns: readonly LeakedColumn[]): readonly { column: string; table: string }[] {
  return columns.slice(0, SHOWN_SOURCES).map(({ column, table }) => ({ column, table }));
}
