import { describe, expect, test } from 'vitest';
import { viewOf } from '../../src/cases/case-view.ts';
import { type DocumentFormat, documentFile } from '../../src/cases/documents/document-file.ts';
import { edpbFields, edpbPaper } from '../../src/cases/documents/edpb.ts';
import { letterPaper } from '../../src/cases/documents/letter.ts';
import {
  complementPaper,
  notificationPaper,
  registerPaper,
  summaryPaper,
} from '../../src/cases/documents/papers.ts';
import { createPhrases } from '../../src/cases/documents/phrases.ts';
import type { Telling } from '../../src/cases/documents/told.ts';
import { en } from '../../src/cases/documents/words/en.ts';
import { fr } from '../../src/cases/documents/words/fr.ts';
import { en as enTerms } from '../../src/reports/breach/words/en.ts';
import { fr as frTerms } from '../../src/reports/breach/words/fr.ts';
import type { Paper } from '../../src/reports/pdf/paper.ts';
import type { CaseRecord } from '../../src/store/case-records.ts';
import { pdfText } from './pdf-text.ts';
import { LABORATORIES, modelCase, NOW_MS, PERSONS, ROWS, TOLD, viewing } from './sample-case.ts';

const FORMATS: readonly DocumentFormat[] = ['pdf', 'csv', 'json'];

function telling(language: 'en' | 'fr' = 'fr', record: CaseRecord = modelCase()): Telling {
  const seen = viewing(language);
  const phrases = createPhrases(seen.words, language === 'fr' ? 'Europe/Paris' : 'UTC');
  return { view: viewOf(record, [], seen), words: seen.words, phrases, nowMs: NOW_MS };
}

function letter(controller: string, language: 'en' | 'fr' = 'fr'): Paper {
  const seen = viewing(language);
  return letterPaper(modelCase(), controller, seen, createPhrases(seen.words, 'Europe/Paris'))!;
}

/** What a document says, one value a line. */
function textOf(paper: Paper): string {
  return JSON.stringify(paper.sections);
}

/** Every text that a file holds. */
async function readFile(paper: Paper, format: DocumentFormat): Promise<string> {
  const { bytes } = await documentFile(paper, format, null);
  return format === 'pdf' ? pdfText(bytes) : Buffer.from(bytes).toString('utf8');
}

describe('the notification', () => {
  test('tells people and records with their method, in French and in English', () => {
    expect(textOf(notificationPaper(telling('fr')))).toContain('46\u202f173 personnes (exact)');
    expect(textOf(notificationPaper(telling('en')))).toContain('46,173 people (exact)');
    expect(textOf(notificationPaper(telling('fr')))).toContain('47\u202f594 enregistrements (exact)');
  });

  test('uses the words of the CNIL', () => {
    const text = textOf(notificationPaper(telling('fr')));

    for (const word of [
      'Perte de confidentialité',
      'Publication non volontaire d’informations',
      'Données de santé',
    ])
      expect(text).toContain(word);
  });

  test('writes times in the zone of the reader and in UTC', () => {
    expect(textOf(notificationPaper(telling('fr')))).toContain(
      '22 novembre 2026 à 03:30 (Europe/Paris), 2026-11-22 02:30 UTC',
    );
  });

  test('says what is missing as missing, and invents nothing', () => {
    const statement = { ...TOLD, natures: [], origin: '', people: [], data: [], contact: '' };
    const paper = notificationPaper(telling('fr', modelCase({ statement, figures: [], awareness: null })));
    const lines = paper.sections.flatMap((section) => section.lines ?? []);
    const empty = lines.filter(({ values }) => values.length === 0).map(({ key }) => key);

    expect(empty).toEqual(
      expect.arrayContaining([
        'contact',
        'awareAt',
        'natures',
        'origin',
        'people',
        'persons',
        'data',
        'records',
      ]),
    );
    expect(lines.find(({ key }) => key === 'data')!.note).toContain('Proposé, à confirmer : ');
    expect(textOf(paper)).toContain('le nombre approximatif de personnes');
  });

  test('tells an estimate as an interval', () => {
    const [revision] = modelCase().figures;
    const persons = { value: 40_000, interval: [40_000, 47_000], method: 'sampled', isLeast: true } as const;
    const paper = notificationPaper(telling('fr', modelCase({ figures: [{ ...revision!, persons }] })));

    expect(textOf(paper)).toContain(
      'entre 40\u202f000 et 47\u202f000 personnes (estimation par blocs aléatoires',
    );
  });

  test('when complemented, begins with what changed since the last one', () => {
    const notifications = [
      { kind: 'initial', sentAt: '2026-11-22T02:30:00.000Z', by: 'anna', reference: 'CNIL-1' },
    ] as const;
    const later = { at: '2026-11-22T05:00:00.000Z', by: 'anna', what: 'figures-stated', facts: {} };
    const record = modelCase({ notifications, timeline: [...modelCase().timeline, later] });

    const changes = complementPaper(telling('fr', record)).sections.find(({ key }) => key === 'changes')!;

    expect(changes.table!.rows.map(([, what]) => what)).toEqual(['Chiffres déclarés par une personne']);
  });
});

describe('the letter to a controller', () => {
  test.each(LABORATORIES.flatMap(([controller]) => FORMATS.map((format) => [controller, format] as const)))(
    'to %s as %s names no other one and no number of theirs',
    async (controller, format) => {
      const text = await readFile(letter(controller), format);
      const own = LABORATORIES.find(([name]) => name === controller)!;
      const others = LABORATORIES.filter(([name]) => name !== controller);
      const numbers = [...others.flatMap(([, , persons, rows]) => [persons, rows]), PERSONS, ROWS];
      const bare = text.replace(/[\u00a0\u202f\s]/g, '').toLowerCase();

      expect(bare).toContain(controller.replace(/\s/g, '').toLowerCase());
      expect(bare).toContain(String(own[2]));
      const found = [...others.flatMap((one) => [one[0], one[1]]), ...numbers.map(String)].filter((one) =>
        bare.includes(one.replace(/\s/g, '').toLowerCase()),
      );
      expect(found).toEqual([]);
    },
  );

  test('assesses no risk: that is the controller’s', () => {
    const { sections } = letter('Centre Dorval');

    expect(sections.map(({ key }) => key)).not.toContain('severity');
  });

  test('is to nobody whom the case does not concern', () => {
    const seen = viewing();
    expect(letterPaper(modelCase(), 'Elsewhere', seen, createPhrases(seen.words, 'UTC'))).toBeNull();
  });
});

describe('the other documents', () => {
  test('of the register are facts, effects, measures and the history', () => {
    const keys = registerPaper(telling()).sections.map(({ key }) => key);

    expect(keys).toEqual(
      expect.arrayContaining(['nature', 'figures', 'parts', 'consequences', 'measures', 'timeline']),
    );
  });

  test('of the EDPB carry its numbers, and null for what is not known', () => {
    const fields = new Map(edpbFields(telling('en')).map(({ field, value }) => [field, value]));

    expect(fields.get(48)).toBe('2026-11-22T02:30:00.000Z');
    expect([fields.get(67), fields.get(68)]).toEqual(['exact', PERSONS]);
    expect(fields.get(70)).toEqual(['basic', 'national-id', 'contact', 'health']);
    expect(fields.get(57)).toBeNull();
    expect(fields.get(94)).toBeNull();
  });

  test('cannot carry a formula into a spreadsheet', async () => {
    const record = modelCase({ title: '=HYPERLINK("http://x")', statement: { ...TOLD, nature: '\t=1+1' } });
    const csv = await readFile(summaryPaper(telling('fr', record)), 'csv');

    expect(csv.split(/,|\r\n/).filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
  });

  test.each([notificationPaper, complementPaper, registerPaper, summaryPaper, edpbPaper])(
    'are made as PDF, CSV and JSON in both languages (%#)',
    async (make) => {
      for (const language of ['en', 'fr'] as const)
        for (const format of FORMATS) {
          const { bytes, name } = await documentFile(make(telling(language)), format, null);
          expect(bytes.length).toBeGreaterThan(500);
          expect(name).toMatch(/^c_[0-9a-z_]+-[a-z-]+-(en|fr)\.(pdf|csv|json)$/);
        }
    },
  );

  test('refuse a time zone that does not exist', () => {
    expect(() => createPhrases(fr, 'Mars/Olympus')).toThrow('no such time zone');
  });
});

describe('the words', () => {
  test('are the same in both languages, key by key, and none is empty', () => {
    expect(keysOf(fr)).toEqual(keysOf(en));
    expect(keysOf(frTerms)).toEqual(keysOf(enTerms));
    expect([...textsOf(fr), ...textsOf(en), ...textsOf(frTerms), ...textsOf(enTerms)]).not.toContain('');
  });
});

function keysOf(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value as object, `${path}${key}.`) : [`${path}${key}:${typeof value}`],
  );
}

function textsOf(words: object): string[] {
  return Object.values(words).flatMap((value: unknown) =>
    typeof value === 'string' ? [value.trim()] : typeof value === 'object' ? textsOf(value as object) : [],
  );
}
