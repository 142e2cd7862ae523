import { describe, expect, test } from 'vitest';
import { clockOf, warningsDue } from '../../src/cases/clock.ts';
import { caseWords } from '../../src/cases/documents/words/pick-words.ts';
import { missingOf } from '../../src/cases/missing.ts';
import { proposeAwareness, proposeData, proposeOrigin, proposePeople } from '../../src/cases/propose.ts';
import type { LeakedColumn } from '../../src/cases/report-facts.ts';
import { reportsToErase } from '../../src/cases/retention.ts';
import { levelOf, proposeSeverity } from '../../src/cases/severity.ts';
import { emptyStatement, patchStatement } from '../../src/cases/statement.ts';
import { withoutOthers } from '../../src/cases/without-others.ts';
import { modelCase, NOW_MS, TOLD } from './sample-case.ts';

const HOUR = 3_600_000;
const words = caseWords('en');
const EMPTY = emptyStatement({ organisation: '', contact: '' });

function column(part: Partial<LeakedColumn>): LeakedColumn {
  return { controller: 'X', table: 't', column: 'c', field: 'text', agreeing: 5, ...part };
}

describe('the clock', () => {
  test('ends 72 hours after awareness, or after what the settings say', () => {
    expect(clockOf('2026-11-22T02:30:00.000Z', 72, NOW_MS).dueAt).toBe('2026-11-25T02:30:00.000Z');
    expect(clockOf('2026-11-22T02:30:00.000Z', 96, NOW_MS).dueAt).toBe('2026-11-26T02:30:00.000Z');
  });

  test('counts across a change of daylight saving time by hours that passed', () => {
    expect(clockOf('2026-10-24T12:00:00+02:00', 72, NOW_MS).dueAt).toBe('2026-10-27T10:00:00.000Z');
  });

  test('is overdue after its last moment, and warns before', () => {
    const at = '2026-11-22T00:00:00.000Z';
    const due = Date.parse(at) + 72 * HOUR;

    expect(clockOf(at, 72, due).isOverdue).toBe(false);
    expect(clockOf(at, 72, due + 1).isOverdue).toBe(true);
    expect(warningsDue(clockOf(at, 72, due - 24 * HOUR), [6, 24, 48])).toEqual([48, 24]);
  });
});

describe('what is missing', () => {
  test('is all of art. 33(3) for a case of which nothing was told', () => {
    const bare = modelCase({ statement: EMPTY, awareness: null, figures: [] });

    expect(missingOf(bare, 72, NOW_MS)).toEqual([
      { key: 'awareness', article: '33(1)' },
      { key: 'nature', article: '33(3)(a)' },
      { key: 'people', article: '33(3)(a)' },
      { key: 'persons', article: '33(3)(a)' },
      { key: 'data', article: '33(3)(a)' },
      { key: 'records', article: '33(3)(a)' },
      { key: 'organisation', article: '33(3)(b)' },
      { key: 'contact', article: '33(3)(b)' },
      { key: 'consequences', article: '33(3)(c)' },
      { key: 'measures', article: '33(3)(d)' },
    ]);
  });

  test('is the reason for the delay once the deadline is over, unless it was notified in time', () => {
    const late = NOW_MS + 80 * HOUR;
    const sent = (sentAt: string) =>
      modelCase({ notifications: [{ kind: 'initial', sentAt, by: 'anna', reference: '' }] });

    expect(missingOf(modelCase(), 72, NOW_MS)).toEqual([]);
    expect(missingOf(modelCase(), 72, late)).toEqual([{ key: 'lateReason', article: '33(1)' }]);
    expect(missingOf(sent('2026-11-23T00:00:00.000Z'), 72, late)).toEqual([]);
    expect(missingOf(sent('2026-11-26T00:00:00.000Z'), 72, late).map(({ key }) => key)).toEqual([
      'lateReason',
    ]);
  });
});

describe('proposals', () => {
  test.each([
    [{ field: 'nir', column: 'NIR' }, 'nir'],
    [{ field: 'email', column: 'mail' }, 'contact'],
    [{ field: 'iban', column: 'x' }, 'financial'],
    [{ field: 'secret', column: 'x' }, 'credentials'],
    [{ field: 'name', column: 'NOM' }, 'civil-status'],
    [{ field: 'date', column: 'DATE_NAISSANCE' }, 'civil-status'],
    [{ field: 'text', column: 'MÉDECIN_PRESCRIPTEUR' }, 'health'],
  ] as const)('of data follow from %o', (part, key) => {
    const [proposal] = proposeData([column(part)], words);

    expect(proposal).toEqual({ key, because: `because column ${part.column} of table t agreed` });
  });

  test('of data are none for a date or a number that says nothing', () => {
    expect(
      proposeData([column({ field: 'date', column: 'CREATED' }), column({ field: 'number' })], words),
    ).toEqual([]);
  });

  test('of people name the table that says so', () => {
    expect(proposePeople([column({ table: 'patients', controller: 'Laboratory A' })], words)[0]).toEqual({
      key: 'patients',
      because: 'because of the names in table patients (Laboratory A)',
    });
  });

  test('of an origin come from what was open, and from nothing else', () => {
    const open = [{ endpoint: 'megabus', code: 'ftp.anonymous-login' }];

    expect(proposeOrigin(open, words).origins[0]).toMatchObject({ key: 'unintended-publication' });
    expect(proposeOrigin([{ endpoint: 'megabus', code: 'tls.outdated' }], words).origins).toEqual([]);
  });

  test('of awareness are the first report with enough of ours', () => {
    expect(proposeAwareness(modelCase(), 0.01)).toBe('2026-11-22T01:33:00.000Z');
    expect(proposeAwareness(modelCase(), 0.99)).toBeNull();
  });
});

describe('severity', () => {
  const ground = { data: ['health', 'civil-status', 'contact'], statement: EMPTY, persons: 500, isOut: true };

  test('is DPC x EI + CB, with a reason for each', () => {
    const severity = proposeSeverity(ground, words)!;

    expect(severity).toMatchObject({
      dpc: 4,
      ei: 1,
      cb: 0.5,
      score: 4.5,
      level: 'very-high',
      isFlagged: true,
    });
    expect(severity.reasons).toHaveLength(4);
  });

  test('grows by half a point with malice, and is flagged above 100 people alone', () => {
    const malicious = { ...ground, statement: { ...EMPTY, cause: 'external-malicious' }, persons: 100 };

    expect(proposeSeverity(malicious, words)).toMatchObject({ cb: 1, isFlagged: false });
  });

  test('is not made up where no data are known', () => {
    expect(proposeSeverity({ ...ground, data: [] }, words)).toBeNull();
  });

  test.each([
    [1.99, 'low'],
    [2, 'medium'],
    [3, 'high'],
    [4, 'very-high'],
  ])('of %d is %s', (score, level) => {
    expect(levelOf(score)).toBe(level);
  });
});

describe('a statement', () => {
  test('is replaced in part, with each category once', () => {
    const next = patchStatement(TOLD, { data: ['nir', 'nir'], gravity: 'maximal' });

    expect(next).toEqual({ ...TOLD, data: ['nir'], gravity: 'maximal' });
  });

  test.each([
    ['an unknown category', { data: ['nonsense'] }],
    ['an unknown origin', { origin: 'nonsense' }],
    ['a period that ends before it begins', { periodFrom: '2026-12-01', periodTo: '2026-11-01' }],
    ['a day that is none', { periodFrom: 'yesterday' }],
  ])('refuses %s', (_, patch) => {
    expect(() => patchStatement(TOLD, patch)).toThrow(expect.objectContaining({ code: 'RP_USAGE' }));
  });
});

describe('a text without others', () => {
  const hidden = { names: ['Laboratory A (Sud)', 'Lab'], numbers: [46_173, 3] };

  test.each([
    ['46,173 people', '[…] people'],
    ['46 173 personnes', '[…] personnes'],
    ['46173 and 146173', '[…] and 146173'],
    ['3 files', '3 files'],
    ['of LABORATORY  A (SUD).', 'of […].'],
    ['Labour of Lab', 'Labour of […]'],
  ])('%s -> %s', (text, left) => {
    expect(withoutOthers(text, hidden)).toBe(left);
  });
});

describe('retention', () => {
  test('spares what a case rests on, and everything where no end was set', () => {
    const old = { createdAt: '2026-01-01T00:00:00.000Z' };
    const reports = [
      { ...old, id: 'free', isHeld: false },
      { ...old, id: 'held', isHeld: true },
      { id: 'new', createdAt: '2026-11-20T00:00:00.000Z', isHeld: false },
    ];

    expect(reportsToErase(reports, 30, NOW_MS)).toEqual(['free']);
    expect(reportsToErase(reports, 0, NOW_MS)).toEqual([]);
  });
});
