import { createHash } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../src/core/byte-source.ts';
import { CancelledError } from '../../src/core/errors.ts';
import { LABORATORY_B } from '../../src/demo/laboratories.ts';
import { checkSuspect } from '../../src/pipelines/check-suspect.ts';
import { listReports, storedReport } from '../../src/pipelines/list-known.ts';
import { SuspectChangedError } from '../../src/pipelines/suspect-changed.ts';
import { refusalOf } from '../store/test-home.ts';
import { leakOf, people, tableOf, writeLeak, writeTable } from './generated-files.ts';
import { logicalDump } from './logical-dump.ts';
import { cancelledAt, QUIET, Workplace } from './workplace.ts';

const place = new Workplace();
/** Far from the patients in the population: of other households. */
const STRANGERS = people(60, 20_480);
/** Most that dirt-free generated people may be missed: relatives with the same given name, say. */
const SLACK_ROWS = 2;

function expectAbout(count: number, truth: number): void {
  expect(count).toBeLessThanOrEqual(truth);
  expect(count).toBeGreaterThanOrEqual(truth - SLACK_ROWS);
}

/** A file whose bytes are those of `second` from the stream of that number on, as when it is written over. */
function changing(first: Uint8Array, second: Uint8Array, from: number) {
  const counted = { streams: 0 };
  const source: ByteSource = {
    name: 'leak.txt',
    bytes: null,
    async *stream() {
      counted.streams += 1;
      yield counted.streams < from ? first : second;
    },
  };
  return { source, counted };
}

describe('checking a suspect', () => {
  test('finds the rows of a table under other columns and spellings, and not those of strangers', async () => {
    const patients = people(400);
    await place.addPeople('lab_a', patients);

    const report = await place.checkPeople([...patients.slice(100, 250), ...STRANGERS]);

    const [overlap] = report.overlaps;
    expect(report.suspect).toMatchObject({ name: 'leak.txt', rows: 210, format: 'csv' });
    expect(overlap!.print).toMatchObject({ kind: 'table', name: 'lab_a', controller: 'Controller of lab_a' });
    expectAbout(overlap!.rows.present, 150);
    expectAbout(overlap!.reverse.present, 150);
    expectAbout(overlap!.persons, 150);
    expect(overlap!.rows.interval).toEqual([overlap!.rows.share, overlap!.rows.share]);
    expect(report.population.rowsUnexplained).toBe(210 - overlap!.rows.present);
    expect(report.coverage).toMatchObject({ complete: true, skipped: [] });
    expect(report.overlaps[0]!.columns).toContainEqual(
      expect.objectContaining({ index: 7, column: 'NIR', field: 'nir' }),
    );
  });

  test('counts a person of two tables once in all, and in each table', async () => {
    const patients = people(300);
    await place.addPeople('lab_a', patients.slice(0, 200));
    await place.addPeople('lab_b', patients.slice(100, 300));

    const { population, overlaps } = await place.checkPeople(patients);

    expectAbout(population.persons, 300);
    for (const { persons } of overlaps) expectAbout(persons, 200);
    expect(population.byController.map(({ controller }) => controller).sort()).toEqual([
      'Controller of lab_a',
      'Controller of lab_b',
    ]);
  });

  test('counts a repeated row of the suspect each time, and its person once', async () => {
    const patients = people(300);
    await place.addPeople('lab_a', patients);
    const leaked = patients.slice(0, 50);

    const { overlaps } = await place.checkPeople([...leaked, ...leaked]);

    expect(overlaps[0]!.rows.total).toBe(100);
    expectAbout(overlaps[0]!.rows.present, 100);
    expectAbout(overlaps[0]!.persons, 50);
  });

  test('stores the report as it was given', async () => {
    await place.addPeople('lab_a', people(200));

    const report = await place.checkPeople(people(40));

    expect(await storedReport(place.store, report.id)).toEqual(report);
    expect(await listReports(place.store)).toMatchObject([{ id: report.id, suspect: 'leak.txt', rows: 40 }]);
  });

  test('names every print it was compared with, also where nothing was found', async () => {
    await place.addPeople('lab_a', people(200));
    await place.addPeople('lab_b', people(200, 4096));

    const report = await place.checkPeople(STRANGERS);

    expect(report.comparedWith.map(({ name }) => name).sort()).toEqual(['lab_a', 'lab_b']);
    expect(report.overlaps.map(({ rows }) => rows.present)).toEqual([0, 0]);
    expect(report.population).toMatchObject({ persons: 0, rowsExplained: 0, rowsUnexplained: 60 });
  });

  test('compares with those named only', async () => {
    const patients = people(200);
    await place.addPeople('lab_a', patients);
    await place.addPeople('lab_b', people(200, 4096));

    const report = await place.checkPeople(patients.slice(0, 50), { against: ['lab_b'] });

    expect(report.comparedWith.map(({ name }) => name)).toEqual(['lab_b']);
    expect(report.population.rowsExplained).toBe(0);
  });

  test('claims no more when strict, and expects less than half a row by chance', async () => {
    const patients = people(400);
    await place.addPeople('lab_a', patients);
    const leaked = [...patients.slice(0, 200), ...STRANGERS];

    const usual = await place.checkPeople(leaked);
    const strict = await place.checkPeople(leaked, { strict: true });

    expect(strict.population.expectedByChance).toBeLessThanOrEqual(0.5);
    expect(strict.overlaps[0]!.rows.present).toBeLessThanOrEqual(usual.overlaps[0]!.rows.present);
    expect(strict.overlaps[0]!.rows.present).toBeGreaterThan(150);
  });
});

describe('a suspect of another shape', () => {
  test('that is empty is a report of no rows', async () => {
    await place.addPeople('lab_a', people(100));
    await writeFile(place.path('empty.txt'), '');

    const report = await place.check('empty.txt');

    expect(report.suspect).toMatchObject({ rows: 0, bytes: 0, columns: [] });
    expect(report.overlaps[0]!.rows).toMatchObject({ total: 0, present: 0, share: 0, interval: [0, 0] });
    expect(report.coverage.complete).toBe(true);
  });

  test('that holds a header only is a report of no rows', async () => {
    await place.addPeople('lab_a', people(100));
    await writeFile(place.path('head.csv'), 'NIR;NOM;PRENOM;DATE_NAISSANCE;EMAIL\r\n');

    const report = await place.check('head.csv');

    expect(report.suspect).toMatchObject({ rows: 0, dialect: { header: true } });
    expect(report.population).toMatchObject({ rowsExplained: 0, rowsUnexplained: 0 });
  });

  test('that stacks two tables is matched table by table', async () => {
    const patients = people(300);
    await place.addPeople('lab_a', patients);
    await writeTable(place.path('stacked.csv'), patients.slice(0, 80));
    const other = tableOf(patients.slice(80, 150), LABORATORY_B);
    const lines = [other.header, ...other.rows].map((cells) => cells.join(';'));
    await appendFile(place.path('stacked.csv'), `\r\n${lines.join('\r\n')}\r\n`, 'latin1');

    const report = await place.check('stacked.csv');

    expect(report.suspect.sections).toMatchObject([
      { index: 0, firstRow: 1, rows: 80 },
      { index: 1, firstRow: 81, rows: 70 },
    ]);
    expectAbout(report.overlaps[0]!.rows.present, 150);
  });

  test('that is compressed is read, and its size is that of the file as given', async () => {
    const patients = people(300);
    await place.addPeople('lab_a', patients);
    await writeLeak(place.path('leak.txt.gz'), patients.slice(0, 60));
    const bytes = await readFile(place.path('leak.txt.gz'));

    const report = await place.check('leak.txt.gz');

    expect(report.suspect).toMatchObject({
      rows: 60,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expectAbout(report.overlaps[0]!.rows.present, 60);
  });

  test('that is cut off is compared as far as it goes, and never called whole', async () => {
    const patients = people(300);
    await place.addPeople('lab_a', patients);
    await writeLeak(place.path('leak.txt.gz'), patients);
    const bytes = await readFile(place.path('leak.txt.gz'));
    await writeFile(place.path('cut.txt.gz'), bytes.subarray(0, bytes.length >> 1));

    const report = await place.check('cut.txt.gz');

    expect(report.coverage.complete).toBe(false);
    expect(report.coverage.skipped.length).toBeGreaterThan(0);
    expect(report.overlaps[0]!.rows.present).toBeGreaterThan(50);
  });

  test('that is no text is refused by name', async () => {
    await place.addPeople('lab_a', people(100));
    await writeFile(place.path('program'), new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0, 0, 0]));

    const refusal = await refusalOf(place.check('program'));

    expect(refusal).toMatchObject({ code: 'RP_USAGE', message: expect.stringContaining('program is of no') });
  });
});

describe('a suspect that changes while it is read', () => {
  const [short, same, long] = [people(40), people(40, 4096), people(80)].map((leaked) =>
    Buffer.from(
      leakOf(leaked)
        .map((cells) => `${cells.join('\t')}\n`)
        .join(''),
    ),
  ) as [Buffer, Buffer, Buffer];

  const checkBytes = (source: ByteSource, keep?: string) =>
    checkSuspect(
      { ...place.context, openFile: async () => source },
      { file: 'leak.txt', ...(keep === undefined ? {} : { keep }) },
      QUIET,
    );

  /** After a look at the head the file is surveyed, then matched, each with as many streams. */
  async function firstStreamOfMatching(): Promise<number> {
    const unchanged = changing(short, short, 1);
    await checkBytes(unchanged.source);
    return 1 + (unchanged.counted.streams - 1) / 2 + 1;
  }

  test.each([
    ['grows', short, long],
    ['shrinks', long, short],
    ['keeps its number of rows', short, same],
  ])('is refused when it %s, and nothing is stored', async (_, first, second) => {
    await place.addPeople('lab_a', people(60));
    const { source } = changing(first, second, await firstStreamOfMatching());
    const before = logicalDump(place.home);

    const refusal = await refusalOf(checkBytes(source, 'copy'));

    expect(refusal).toBeInstanceOf(SuspectChangedError);
    expect(refusal.message).toContain('leak.txt changed while it was being read: copy it first');
    expect(logicalDump(place.home)).toEqual(before);
  });
});

describe('a kept suspect', () => {
  test('is found again as an earlier suspect in a copy of it, and is nobody of ours', async () => {
    await place.addPeople('lab_a', people(200));
    const first = await place.checkPeople(STRANGERS, { keep: 'forum-2026' });

    const copy = await place.checkPeople(STRANGERS.slice(5));

    expect(first.comparedWith.map(({ kind }) => kind)).toEqual(['table']);
    const earlier = copy.overlaps.find(({ print }) => print.kind === 'suspect')!;
    expect(earlier.print).toMatchObject({ name: 'forum-2026', controller: null });
    expectAbout(earlier.rows.present, 55);
    expect(copy.population).toMatchObject({ persons: 0, rowsExplained: 0, rowsUnexplained: 55 });
  });

  test('is remembered with the hash of its bytes', async () => {
    const report = await place.checkPeople(STRANGERS, { keep: 'forum-2026' });

    expect(await place.store.suspects.get('forum-2026')).toMatchObject({ sha256: report.suspect.sha256 });
  });

  test('keeps its name: a second one is refused before it is read', async () => {
    await place.checkPeople(STRANGERS, { keep: 'forum-2026' });
    const before = logicalDump(place.home);
    const context = { ...place.context, openFile: () => Promise.reject(new Error('it was opened')) };

    const refusal = await refusalOf(checkSuspect(context, { file: 'leak.txt', keep: 'forum-2026' }, QUIET));

    expect(refusal).toMatchObject({ code: 'RP_USAGE', message: expect.stringContaining('forum-2026') });
    expect(logicalDump(place.home)).toEqual(before);
  });

  test('needs rows', async () => {
    await writeFile(place.path('empty.txt'), '');
    const before = logicalDump(place.home);

    const refusal = await refusalOf(place.check('empty.txt', { keep: 'nothing' }));

    expect(refusal.message).toBe('empty.txt has no rows: there is nothing to keep');
    expect(logicalDump(place.home)).toEqual(before);
  });

  test('of stacked tables is the largest one, and the report says so', async () => {
    await writeTable(place.path('stacked.csv'), people(30));
    const other = tableOf(people(70, 1024), LABORATORY_B);
    const lines = [other.header, ...other.rows].map((cells) => cells.join(';'));
    await appendFile(place.path('stacked.csv'), `\r\n${lines.join('\r\n')}\r\n`, 'latin1');

    const report = await place.check('stacked.csv', { keep: 'both' });

    expect(report.warnings).toEqual(["only table 2 of the 2 in stacked.csv is kept as 'both'"]);
    const [print] = await place.store.prints.list({ kind: 'suspect' });
    expect(print!.meta).toMatchObject({ print: { rows: 70 } });
  });

  test('is not kept when its report cannot be stored', async () => {
    const before = logicalDump(place.home);
    const { store } = place;
    const failing = Object.assign(Object.create(store) as typeof store, {
      beginReport: async () => {
        const writer = await store.beginReport();
        return Object.assign(writer, { commit: () => Promise.reject(new Error('planted')) });
      },
      beginPrint: store.beginPrint.bind(store),
    });
    await writeLeak(place.path('leak.txt'), STRANGERS);

    await refusalOf(
      checkSuspect({ ...place.context, store: failing }, { file: place.path('leak.txt'), keep: 'x' }, QUIET),
    );

    expect(logicalDump(place.home)).toEqual(before);
  });
});

describe('a check that cannot be made', () => {
  test('because nothing is known and nothing is kept is refused, not called clean', async () => {
    const refusal = await refusalOf(place.checkPeople(STRANGERS));

    expect(refusal).toMatchObject({ code: 'RP_USAGE' });
    expect(refusal.message).toContain('nothing to compare with: add a table');
    expect(await listReports(place.store)).toEqual([]);
  });

  test('because a name is not known names it', async () => {
    await place.addPeople('lab_a', people(100));

    const refusal = await refusalOf(place.checkPeople(STRANGERS, { against: ['lab_a', 'lab_z'] }));

    expect(refusal).toMatchObject({ code: 'RP_USAGE', message: expect.stringContaining("'lab_z'") });
  });

  test.each(['reading', 'matching'])('because it is cancelled while %s leaves nothing', async (step) => {
    await place.addPeople('lab_a', people(300));
    const before = logicalDump(place.home);

    const refusal = await refusalOf(place.checkPeople(people(300), { keep: 'leak' }, cancelledAt(step)));

    expect(refusal).toBeInstanceOf(CancelledError);
    expect(logicalDump(place.home)).toEqual(before);
  });
});

describe('a leak of one kind of value', () => {
  test('is found whole in a small table, with a warning that relatives may use the same address', async () => {
    const patients = people(300);
    await place.addPeople('lab_a', patients);
    const addresses = [...patients.slice(0, 120), ...STRANGERS].flatMap(({ email }) => email ?? []);
    const ours = new Set(patients.map(({ email }) => email));

    const report = await place.checkText(`${addresses.join('\n')}\n`);

    expect(report.overlaps[0]!.rows.present).toBe(addresses.filter((address) => ours.has(address)).length);
    expect(report.overlaps[0]!.rows.present).toBeGreaterThan(80);
    expect(report.warnings.join()).toMatch(/tells a person from a relative .* may be of relatives/);
  });

  test('is told without that warning where the value is one person’s own', async () => {
    const patients = people(300);
    await place.addPeople('lab_a', patients);

    const report = await place.checkText(
      `${[...patients.slice(0, 120), ...STRANGERS].map(({ nir }) => nir).join('\n')}\n`,
    );

    expect(report.overlaps[0]!.rows.present).toBe(120);
    expect(report.warnings).toEqual([]);
  });
});

test('compares 128 columns of a wide suspect, those that identify first, and tells that it left out the rest', async () => {
  const patients = people(200);
  await place.addPeople('lab_a', patients);
  const filler = Array.from({ length: 400 }, (_, at) => `filler ${at % 7}`).join(';');

  const report = await place.checkText(
    `${patients
      .slice(0, 60)
      .map(({ nir, birthDate }) => `${filler};${nir};${birthDate}`)
      .join('\n')}\n`,
  );

  expect(report.overlaps[0]!.rows.present).toBe(60);
  expect(report.coverage).toMatchObject({ complete: false });
  expect(report.coverage.skipped).toContainEqual({
    what: '274 columns',
    reason: 'more than 128 columns are not compared',
  });
});

test('compares the first 64 tables of a file of many, and tells that it left out the rest', async () => {
  const patients = people(140);
  await place.addPeople('lab_a', patients);
  const tables = Array.from({ length: 70 }, (_, at) => {
    const width = 3 + (at % 2);
    const rows = [patients[2 * at]!, patients[2 * at + 1]!].map(({ nir, birthDate, email }) =>
      [nir, birthDate, email ?? '', 'x'].slice(0, width).join(';'),
    );
    return ['nir;birth_date;email;status'.split(';').slice(0, width).join(';'), ...rows].join('\n');
  });

  const report = await place.checkText(`${tables.join('\n\n')}\n`);

  expect(report.suspect.sections).toHaveLength(64);
  expect(report.coverage.complete).toBe(false);
  expect(report.coverage.skipped).toContainEqual(
    expect.objectContaining({ what: 'tables after the first 64', reason: 'too many tables in one file' }),
  );
});
