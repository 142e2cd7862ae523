import { describe, expect, test } from 'vitest';
import { declareColumns } from '../../src/pipelines/declare-columns.ts';
import { listTables } from '../../src/pipelines/list-known.ts';
import { refusalOf } from '../store/test-home.ts';
import { people } from './generated-files.ts';
import { Workplace } from './workplace.ts';

const place = new Workplace();

describe('the declared columns of a table', () => {
  test('are kept in the order of the table, once each, and listed', async () => {
    await place.addPeople('lab', people(20));

    const report = await declareColumns(place.store, 'lab', ['NOM', 'NIR', 'NOM']);

    expect(report.declared).toEqual(['NIR', 'NOM']);
    expect(report.undeclared).toContain('COMMENTAIRE');
    expect(report.undeclared).not.toContain('NIR');
    expect(await listTables(place.store)).toMatchObject([{ name: 'lab', declared: ['NIR', 'NOM'] }]);
  });

  test('are all of them before, and after the declaration is taken back', async () => {
    await place.addPeople('lab', people(20));
    expect(await listTables(place.store)).toMatchObject([{ declared: null }]);
    await declareColumns(place.store, 'lab', ['NIR']);

    const report = await declareColumns(place.store, 'lab', null);

    expect(report).toMatchObject({ declared: null, undeclared: [] });
    expect(await listTables(place.store)).toMatchObject([{ declared: null }]);
    expect((await place.store.tables.get('lab')).options).not.toHaveProperty('declared');
  });

  test('may name a column that was left out of the print', async () => {
    await place.addPeople('lab', people(20));
    await place.add('other', place.path('lab.csv'), { ignoredColumns: ['COMMENTAIRE'] });

    expect((await declareColumns(place.store, 'other', ['COMMENTAIRE'])).declared).toEqual(['COMMENTAIRE']);
  });

  test('are refused with the columns of the table where one is unknown, and nothing changes', async () => {
    await place.addPeople('lab', people(20));

    const refusal = await refusalOf(declareColumns(place.store, 'lab', ['NIR', 'PASSWORD']));

    expect(refusal.message).toMatch(/^table lab has no column PASSWORD: it has NUM_DOSSIER, NIR, /);
    expect(await listTables(place.store)).toMatchObject([{ declared: null }]);
  });

  test('are refused of a table that is not known', async () => {
    expect((await refusalOf(declareColumns(place.store, 'nobody', null))).message).toContain('"nobody"');
  });
});
