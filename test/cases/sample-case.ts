import type { Viewing } from '../../src/cases/case-view.ts';
import { caseWords } from '../../src/cases/documents/words/pick-words.ts';
import { figuresOf } from '../../src/cases/figures.ts';
import { reportFacts } from '../../src/cases/report-facts.ts';
import { emptyStatement } from '../../src/cases/statement.ts';
import type { Overlap, Report } from '../../src/reports/report.ts';
import type { CaseRecord, CaseStatement } from '../../src/store/case-records.ts';
import { sampleOverlap, samplePrint, sampleReport } from '../reports/sample-report.ts';

/** When the sample case is looked at. */
export const NOW_MS = Date.parse('2026-11-22T15:00:00Z');

/** The laboratories of the model case: name, table, people, rows. */
export const LABORATORIES = [
  ['Laboratoire Bellecombe', 'lab_a', 28_807, 29_390],
  ['Biologie Castelnau', 'lab_b', 17_093, 17_441],
  ['Centre Dorval', 'lab_c', 749, 763],
] as const;
/** People of the model case, each once: fewer than the parts added up. */
export const PERSONS = 46_173;
/** Rows of the leak that some laboratory explains. */
export const ROWS = 47_594;

const COLUMNS = [
  ['NIR', 'nir'],
  ['NOM', 'name'],
  ['DATE_NAISSANCE', 'date'],
  ['EMAIL', 'email'],
  ['TELEPHONE', 'phone'],
  ['MEDECIN_PRESCRIPTEUR', 'text'],
] as const;

/** The report on the leak of the model case. */
export function modelReport(part: Partial<Report> = {}): Report {
  const overlaps = LABORATORIES.map(([controller, name, persons, present], at): Overlap => {
    const rows = { ...sampleOverlap().rows, present, total: 50_107 };
    const columns = COLUMNS.map(([column, field], index) => ({
      index,
      header: null,
      column: `${column}_${name.slice(-1).toUpperCase()}`,
      field,
      compared: present,
      agreeing: present - 100 - index,
    }));
    return sampleOverlap({ print: samplePrint({ id: `p_${at}`, name, controller }), rows, persons, columns });
  });
  return sampleReport({
    id: 'r_20261122_2k0q1x9f3kzm42',
    suspect: { ...sampleReport().suspect, rows: 50_107 },
    comparedWith: overlaps.map(({ print }) => print),
    overlaps,
    population: {
      persons: PERSONS,
      rowsExplained: ROWS,
      rowsUnexplained: 50_107 - ROWS,
      byController: LABORATORIES.map(([controller, , persons]) => ({ controller, persons })),
      expectedByChance: 0.0412,
    },
    ...part,
  });
}

/** What the responder told of the model case. */
export const TOLD: CaseStatement = {
  ...emptyStatement({
    organisation: 'Dédal Santé',
    contact: 'Anne Rivière, dpo@dedal.example, +33 1 23 45 67 89',
  }),
  nature:
    `Un fichier publié sur un forum contient ${ROWS.toLocaleString('fr-FR')} lignes de trois laboratoires, dont ` +
    'Laboratoire Bellecombe, biologie castelnau et Centre Dorval. Le fichier provient d’un serveur FTP ouvert.',
  natures: ['confidentiality'],
  origin: 'unintended-publication',
  cause: 'internal-accidental',
  periodFrom: '2026-09-01',
  periodTo: '2026-11-22',
  people: ['patients'],
  data: ['civil-status', 'nir', 'contact', 'health'],
  consequences: ['loss-of-control', 'identity-theft', 'professional-secrecy'],
  consequencesText: 'Hameçonnage ciblé, usurpation d’identité.',
  gravity: 'significant',
  measuresTaken: 'Serveur arrêté le 22 novembre 2026. Comptes partagés supprimés.',
  measuresPlanned: '',
  peopleTold: 'planned',
};

/** The model case, opened from the report and told in part: what is planned is missing. */
export function modelCase(part: Partial<CaseRecord> = {}, report: Report = modelReport()): CaseRecord {
  const at = '2026-11-22T02:10:00.000Z';
  return {
    id: 'c_20261122_2k0q1x9f3kzm42',
    title: 'Fuite sur un forum',
    state: 'open',
    createdAt: at,
    createdBy: 'anna',
    closedAt: null,
    awareness: { at: '2026-11-22T02:30:00.000Z', by: 'anna', name: 'Anne Rivière', reason: 'concordance' },
    statement: TOLD,
    override: null,
    items: [
      { kind: 'report', ref: report.id, label: report.suspect.name, addedAt: at, facts: reportFacts(report) },
      { kind: 'endpoint', ref: 'megabus', label: 'megabus', addedAt: at, facts: {} },
    ],
    figures: [{ ...figuresOf(report), number: 1, at, by: 'anna', report: report.id, reason: null }],
    notifications: [],
    version: 3,
    timeline: [
      { at, by: 'anna', what: 'opened', facts: {} },
      { at, by: 'anna', what: 'figures-taken', facts: { report: report.id, persons: PERSONS, rows: ROWS } },
      {
        at: '2026-11-22T03:00:00.000Z',
        by: 'louis',
        what: 'note',
        facts: { text: 'Centre Dorval a été appelé.' },
      },
    ],
    ...part,
  };
}

/** Seen by somebody who sees everything, in a language. */
export function viewing(language: 'en' | 'fr' = 'fr', part: Partial<Viewing> = {}): Viewing {
  const settings = { notificationHours: 72, caseFromShare: 0.01 };
  return { settings, words: caseWords(language), nowMs: NOW_MS, seen: null, ...part };
}
