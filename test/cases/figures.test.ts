import { describe, expect, test } from 'vitest';
import { figuresFor, figuresOf } from '../../src/cases/figures.ts';
import type { FigureRevision } from '../../src/store/case-records.ts';
import { cleanReport, estimatedReport, sampleOverlap, samplePrint } from '../reports/sample-report.ts';
import { LABORATORIES, modelReport, PERSONS, ROWS } from './sample-case.ts';

function revision(report = modelReport()): FigureRevision {
  return { ...figuresOf(report), number: 1, at: '', by: '', report: report.id, reason: null };
}

describe('figures of a report', () => {
  test('are exact where all was read: people once in all, and by controller', () => {
    const { persons, rows, byController } = figuresOf(modelReport());

    expect(persons).toEqual({
      value: PERSONS,
      interval: [PERSONS, PERSONS],
      method: 'exact',
      isLeast: false,
    });
    expect(rows).toMatchObject({ value: ROWS, method: 'exact' });
    expect(byController.map((part) => [part.controller, part.persons.value, part.rows.value])).toEqual(
      LABORATORIES.map(([controller, , people, present]) => [controller, people, present]),
    );
  });

  test('are the least that is certain where rows were not read', () => {
    const skipped = [{ what: 'rows 17 to 116', reason: 'columns do not fit', rows: 100 }];
    const { persons } = figuresOf(modelReport({ coverage: { complete: false, bytesRead: 1, skipped } }));

    expect(persons).toEqual({
      value: PERSONS,
      interval: [PERSONS, PERSONS + 100],
      method: 'exact',
      isLeast: true,
    });
  });

  test('of an estimate are intervals, and people no more than rows', () => {
    const { rows, persons } = figuresOf(estimatedReport());

    expect(rows.interval).toEqual([Math.floor(0.8812 * 199e6), Math.ceil(0.9163 * 201e6)]);
    expect(persons).toMatchObject({ method: 'sampled', isLeast: true, interval: [17_970, rows.interval[1]] });
  });

  test('are refused of a report that found nothing', () => {
    expect(() => figuresOf(cleanReport())).toThrow('nothing of ours');
  });

  test('of two tables of one controller do not add rows that may be the same', () => {
    const two = ['lab_a', 'lab_b'].map((name) =>
      sampleOverlap({
        print: samplePrint({ name, controller: 'One' }),
        rows: { ...sampleOverlap().rows, present: 30_000 },
      }),
    );
    const population = {
      ...modelReport().population,
      byController: [{ controller: 'One', persons: 40_000 }],
    };
    const [part] = figuresOf(modelReport({ overlaps: two, population })).byController;

    expect(part!.rows).toMatchObject({ value: 30_000, interval: [30_000, ROWS], isLeast: true });
    expect(part!.persons).toMatchObject({ value: 40_000, isLeast: false });
  });
});

describe('the part of some controllers', () => {
  test('is that of the one, with no word on the whole', () => {
    const part = figuresFor(revision(), ['Centre Dorval'])!;

    expect(part.persons.value).toBe(749);
    expect(JSON.stringify(part)).not.toMatch(/46173|28807|17093/);
  });

  test('lies between the largest and the sum, since people may be the same', () => {
    const part = figuresFor(revision(), ['Centre Dorval', 'Biologie Castelnau'])!;

    expect(part.persons).toMatchObject({ interval: [17_093, 17_093 + 749], isLeast: true });
  });

  test('is nothing for others', () => {
    expect(figuresFor(revision(), ['Nobody'])).toBeNull();
  });
});
