import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chart } from '../../src/reports/charts/chart.ts';
import { columnsChart } from '../../src/reports/charts/columns.ts';
import { crossingChart } from '../../src/reports/charts/crossing.ts';
import { curveChart } from '../../src/reports/charts/curve.ts';
import { cut } from '../../src/reports/charts/cut.ts';
import { directionsChart } from '../../src/reports/charts/directions.ts';
import { drawForPage, drawForPrint, PAGE_WIDTHS } from '../../src/reports/charts/draw.ts';
import { peopleChart } from '../../src/reports/charts/people.ts';
import { rowsChart } from '../../src/reports/charts/rows.ts';
import { waterfallChart } from '../../src/reports/charts/waterfall.ts';
import type { Report } from '../../src/reports/report.ts';
import { wordsOf } from '../../src/reports/words/words.ts';
import { hostileReport } from './hostile.ts';
import { sampleAttribution } from './sample-attribution.ts';
import { sampleCurve } from './sample-curve.ts';
import { cleanReport, sampleExplanation, sampleReport } from './sample-report.ts';

const words = wordsOf('en');

/** With rows by server and table. */
function crossed(name = 'processor'): Report {
  const crossing = [
    { endpoint: name, table: 'lab_a', rows: 18_000 },
    { endpoint: name, table: null, rows: 4 },
    { endpoint: null, table: 'lab_a', rows: 914 },
  ];
  return sampleReport({ attribution: { ...sampleAttribution(), crossing } });
}

function chartsOf(report: Report): Chart[] {
  const charts = [
    directionsChart(words, report),
    rowsChart(words, report),
    peopleChart(words, report),
    crossingChart(words, report),
    ...report.overlaps.map((overlap) => columnsChart(words, overlap)),
    waterfallChart(words, sampleExplanation({ suspect: report.suspect.name })),
    curveChart(words, sampleCurve()),
  ];
  return charts.filter((chart) => chart !== null);
}

/** What a policy without inline style or script refuses, and what would be fetched. */
const REFUSED = /\sstyle=|<style|<script|\son\w+=|href=|url\(|<image|<foreignObject|ecmeta/i;

describe('a chart on a page', () => {
  test('holds a policy that allows no inline style, script or fetch', () => {
    for (const chart of chartsOf(crossed()))
      for (const width of Object.values(PAGE_WIDTHS))
        expect(drawForPage(chart, width), chart.id).not.toMatch(REFUSED);
  });

  test('has its colours from the style sheet alone, so that it is dark where the page is', () => {
    for (const chart of chartsOf(crossed())) {
      const colours = [...drawForPage(chart, 720).matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(
        ([, colour]) => colour!,
      );

      const fixed = colours.filter((colour) => !/^(var\(--\w+\)|none|transparent)$/.test(colour));
      expect({ id: chart.id, fixed: fixed.filter((colour) => !/^rgb\(0,0,0\)$/.test(colour)) }).toEqual({
        id: chart.id,
        fixed: [],
      });
    }
  });

  test('is an image with a title and a description', () => {
    const svg = drawForPage(directionsChart(words, sampleReport())!, 720);

    expect(svg).toMatch(
      /^<svg [^>]*viewBox="0 0 720 \d+"[^>]* role="img"><title>Rows in both directions<\/title><desc>For each/,
    );
  });

  test('is the same on every drawing', () => {
    const chart = directionsChart(words, sampleReport())!;

    expect(drawForPage(chart, 340)).toBe(drawForPage(chart, 340));
  });

  test('shows hostile names as text', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        for (const chart of chartsOf(report)) {
          const svg = drawForPage(chart, 720);
          expect(svg.replace(/>[^<]*</g, '><')).not.toMatch(REFUSED);
          expect(svg).not.toMatch(
            /<(?!\/?(svg|g|path|rect|text|tspan|title|desc|defs|clipPath|circle|line|polyline|polygon)\b)/,
          );
        }
      }),
      { numRuns: 5 },
    );
  });

  test('has the shares of both directions beside its bars', () => {
    const svg = drawForPage(directionsChart(words, sampleReport())!, 720);

    expect(svg).toContain('>37.7 %</text>');
    expect(svg).toContain('>44.9 %</text>');
  });
});

describe('a chart on paper', () => {
  test('has colours and a font of its own', () => {
    const { svg } = drawForPrint(waterfallChart(words, sampleExplanation())!);

    expect(svg).not.toContain('var(');
    expect(svg).toContain('font-family="Roboto"');
    expect(svg).toContain('needed: 31.4');
  });
});

describe('the figures beside a chart', () => {
  test('have each cell of servers and tables, and zero where no row is', () => {
    const { head, rows } = crossingChart(words, crossed())!.figures;

    expect(head).toEqual(['server', 'lab_a', 'in no table']);
    expect(rows).toEqual([
      ['processor', '18,000', '4'],
      ['on no server', '914', '0'],
    ]);
  });

  test('name every column in full, those too that the drawing leaves out', () => {
    const [overlap] = sampleReport().overlaps;
    const columns = Array.from({ length: 40 }, (_, index) => ({
      ...overlap!.columns[0]!,
      index,
      column: `${'x'.repeat(80)}${index}`,
    }));

    const chart = columnsChart(words, { ...overlap!, columns })!;

    expect(chart.figures.rows.map(([, column]) => column)).toEqual(columns.map(({ column }) => column));
  });

  test('say that rows were not read where nobody knows how many', () => {
    const coverage = { complete: false, bytesRead: 1, skipped: [{ what: 'x', reason: 'encrypted' }] };

    expect(rowsChart(words, sampleReport({ coverage }))!.figures.rows.at(-1)).toEqual([
      'not read',
      'unknown',
      '',
    ]);
  });

  test('of the waterfall add up to the evidence', () => {
    const { rows } = waterfallChart(words, sampleExplanation())!.figures;

    const each = rows.slice(0, -1).map((row) => Number(row.at(-1)));
    expect(each.reduce((sum, bits) => sum + bits, 0)).toBeCloseTo(Number(rows.at(-1)!.at(-1)), 6);
  });
});

describe('a chart of nothing', () => {
  test('is not drawn', () => {
    const report = cleanReport();

    expect([
      directionsChart(words, report),
      peopleChart(words, report),
      crossingChart(words, report),
      curveChart(words, { report: report.id, chosen: -1, points: [] }),
      waterfallChart(words, sampleExplanation({ printRow: null, columns: [] })),
    ]).toEqual([null, null, null, null, null]);
  });
});

describe('a long name', () => {
  test('is cut to what fits, and a wide sign counts twice', () => {
    expect(cut('EXTRACT_LABORATOIRE_A.csv', 70)).toBe('EXTRACT_L…');
    expect(cut('漢'.repeat(20), 70)).toBe(`${'漢'.repeat(4)}…`);
    expect(cut('short', 70)).toBe('short');
  });
});
