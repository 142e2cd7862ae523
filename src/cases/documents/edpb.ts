import { breachWord } from '../../reports/breach/breach-words.ts';
import { SENSITIVE_DATA } from '../../reports/breach/vocabulary.ts';
import type { Paper, PaperLine } from '../../reports/pdf/paper.ts';
import type { Figure, FigureRevision } from '../../store/case-records.ts';
import type { CaseView } from '../case-view.ts';
import { standing } from '../figures.ts';
import { paperOf } from './papers.ts';
import { section, type Telling } from './told.ts';

/** A field of the EDPB's common template that Rowprint can fill; null: it is not known yet. */
export interface EdpbField {
  readonly field: number;
  readonly name: string;
  readonly value: string | number | boolean | readonly string[] | null;
}

/** Our categories of data in those of the template (field 70). */
const DATA_TYPES: Readonly<Record<string, string>> = {
  'civil-status': 'basic',
  contact: 'contact',
  health: 'health',
  financial: 'financial',
  nir: 'national-id',
  location: 'location',
  documents: 'documents',
  credentials: 'credentials',
};

const SEVERITIES = {
  negligible: 'minor',
  limited: 'minor',
  significant: 'moderate',
  maximal: 'severe',
} as const;

/**
 * The fields of the EDPB's common template, v1.0 (draft, June 2026), by their numbers. What is not known is null, or
 * 'to-be-determined' where the template has a word for it; nothing is presumed.
 */
export function edpbFields({ view, words }: Pick<Telling, 'view' | 'words'>): readonly EdpbField[] {
  const { statement, awareness, figures, severity } = view;
  const stands = standing(figures);
  const field = (number: number, name: string, value: EdpbField['value']): EdpbField => ({
    field: number,
    name,
    value: value === '' || (Array.isArray(value) && value.length === 0) ? null : value,
  });
  return [
    field(44, 'period-from', statement.periodFrom),
    field(45, 'period-to', statement.periodTo),
    field(48, 'awareness', awareness?.at ?? null),
    field(55, 'nature', statement.natures),
    field(57, 'unintelligible', null),
    field(60, 'incident', incidentOf(statement.origin)),
    field(63, 'systems', systemsOf(view)),
    field(65, 'people', statement.people),
    field(66, 'method', stands === null ? null : methodOf(stands)),
    field(67, 'people-number', precisionOf(stands?.persons)),
    field(68, 'people-figure', stands?.persons.value ?? null),
    field(70, 'data-types', dataTypesOf(statement.data)),
    field(72, 'records-number', precisionOf(stands?.rows)),
    field(73, 'records-figure', stands?.rows.value ?? null),
    field(75, 'measures-taken', statement.measuresTaken),
    field(
      79,
      'consequences',
      statement.consequences.map((key) => breachWord(words.language, 'consequences', key)),
    ),
    field(87, 'severity', statement.gravity === '' ? 'to-be-determined' : SEVERITIES[statement.gravity]),
    field(89, 'risk', severity === null ? null : (severity.override?.level ?? severity.level)),
    field(94, 'measures-proposed', statement.measuresPlanned),
    field(97, 'people-told', statement.peopleTold),
  ];
}

/** The same fields as a document. */
export function edpbPaper(telling: Telling): Paper {
  const lines = edpbFields(telling).map(
    ({ field, name, value }): PaperLine => ({
      key: String(field),
      label: `${field} · ${name}`,
      values: value === null ? [] : Array.isArray(value) ? value : [String(value)],
    }),
  );
  return paperOf(telling, 'edpb', [section(telling, 'template', null, { lines })]);
}

function incidentOf(origin: string): string | null {
  if (origin === 'unintended-publication') return 'unintended-publication';
  return origin === 'hacking' ? 'exfiltration' : null;
}

function systemsOf({ items }: CaseView): readonly string[] {
  return items.filter(({ kind }) => kind === 'endpoint').map(({ label }) => label);
}

function methodOf({ persons, basis, reason }: FigureRevision): string {
  if (basis === null) return reason ?? 'stated';
  return persons.method === 'sampled'
    ? 'keyed fingerprints, estimated from random blocks'
    : 'keyed fingerprints compared row by row';
}

function precisionOf(figure: Figure | undefined): string {
  if (figure === undefined) return 'to-be-determined';
  return figure.method === 'exact' && !figure.isLeast ? 'exact' : 'approximate';
}

function dataTypesOf(data: readonly string[]): readonly string[] {
  return [
    ...new Set(
      data.map((key) => DATA_TYPES[key] ?? (SENSITIVE_DATA.has(key) ? 'special-category' : 'other')),
    ),
  ];
}
