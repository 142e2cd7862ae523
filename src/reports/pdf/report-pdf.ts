import { endpointsFound, placeOf } from '../attribution-headline.ts';
import { columnsChart } from '../charts/columns.ts';
import { crossingChart } from '../charts/crossing.ts';
import { curveChart } from '../charts/curve.ts';
import { directionsChart } from '../charts/directions.ts';
import { peopleChart } from '../charts/people.ts';
import { rowsChart } from '../charts/rows.ts';
import { waterfallChart } from '../charts/waterfall.ts';
import type { Explanation } from '../explanation.ts';
import type { Report } from '../report.ts';
import { notFound, shownOverlaps } from '../shown-overlaps.ts';
import type { ThresholdCurve } from '../threshold-curve.ts';
import { headlineIn, readOf, titleIn } from '../words/headline.ts';
import {
  bitsIn,
  chanceIn,
  dialectIn,
  endpointNoteIn,
  explainedIn,
  explanationIn,
  incompleteIn,
  remainderIn,
  unexplainedIn,
  versionIn,
} from '../words/sentences.ts';
import { spoken } from '../words/spoken.ts';
import { type Language, type Words, wordsOf } from '../words/words.ts';
import type { Content, PdfDefinition } from './pdf-file.ts';
import { makePdf } from './pdf-file.ts';
import { bullets, chartOf, heading, INK, notice, PAGE_STYLES, QUIET, shown, tableOf } from './pdf-pieces.ts';

/** What a report's PDF may hold besides the report. */
export interface PdfExtras {
  readonly curve?: ThresholdCurve;
  readonly explanations?: readonly Explanation[];
}

/** Roboto has no narrow space. */
const NO_BREAK = '\u00a0';
/** Entries of a list that are printed; the rest is counted, as the CSV and the JSON have it. */
const MOST_LISTED = 60;

/**
 * A report as a PDF on A4, in the order of its page and with the same charts. Nothing is fetched, no cell is in it; names
 * are written as text, with signs that would be obeyed or hidden written out.
 */
export async function reportToPdf(
  report: Report,
  language: Language,
  extras: PdfExtras = {},
): Promise<Uint8Array> {
  return makePdf(reportDefinition(report, wordsOf(language, NO_BREAK), extras));
}

/** What stands in the PDF, before it is laid out. */
export function reportDefinition(report: Report, words: Words, extras: PdfExtras): PdfDefinition {
  const { id, createdAt, suspect } = report;
  return {
    pageSize: 'A4',
    pageMargins: [51, 51, 51, 56],
    info: {
      title: shown(suspect.name),
      creator: 'Rowprint',
      producer: 'Rowprint',
      creationDate: new Date(createdAt),
    },
    language: words.language,
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: INK },
    styles: PAGE_STYLES,
    footer: (page: number, pages: number): Content => ({
      columns: [
        { text: shown(`Rowprint ${id}`), color: QUIET },
        {
          text: words.text('pdf.page', { page: words.count(page), pages: words.count(pages) }),
          alignment: 'right',
          color: QUIET,
        },
      ],
      fontSize: 8,
      margin: [51, 18, 51, 0],
    }),
    content: [
      { text: shown(words.text('title.kicker', { id, when: words.instant(createdAt) })), style: 'kicker' },
      { text: shown(headlineIn(words, report)), style: 'title' },
      ...incomplete(words, report),
      ...figures(words, report),
      ...where(words, report),
      ...origin(words, report),
      ...columns(words, report),
      ...people(words, report),
      ...unexplained(words, report),
      ...unread(words, report),
      ...warnings(words, report),
      ...certainty(words, report, extras),
      ...explanations(words, extras),
      ...file(words, report),
      { text: words.text('pdf.made'), style: 'quiet', margin: [0, 16, 0, 0] },
    ],
  };
}

function incomplete(words: Words, report: Report): Content[] {
  const sentence = incompleteIn(words, report);
  return sentence === null ? [] : [notice(`${words.text('incomplete.title')} ${sentence}`)];
}

function figures(words: Words, report: Report): Content[] {
  const { suspect, population } = report;
  const figure = (count: number, name: string): Content => ({
    stack: [
      { text: words.count(count), fontSize: 17, bold: true },
      { text: name, style: 'quiet' },
    ],
  });
  return [
    {
      columns: [
        figure(suspect.rows, words.text('figure.rows')),
        figure(population.rowsExplained, words.text('figure.found')),
        figure(population.rowsUnexplained, words.text('figure.unexplained')),
        figure(population.persons, words.text('figure.people')),
      ],
      margin: [0, 8, 0, 10],
    },
    ...chartOf(rowsChart(words, report), false),
  ];
}

function where(words: Words, report: Report): Content[] {
  const chart = directionsChart(words, report);
  if (chart === null) return [];
  return [
    heading(words.text('title.where')),
    ...chartOf(chart),
    { text: words.text('household.note'), style: 'quiet' },
  ];
}

function origin(words: Words, report: Report): Content[] {
  const { attribution } = report;
  if (attribution === undefined) return [];
  const notes = attribution.endpoints.map((endpoint) =>
    words.text('line.pair', { name: placeOf(endpoint), what: endpointNoteIn(words, endpoint) }),
  );
  const found = endpointsFound(report).length > 0;
  return [
    heading(words.text('title.origin')),
    ...bullets(notes.slice(0, MOST_LISTED)),
    ...(found ? [{ text: explainedIn(words, attribution), margin: [0, 4, 0, 4] } as Content] : []),
    ...filesOf(words, report),
    ...bullets(attribution.versions.slice(0, MOST_LISTED).map((version) => versionIn(words, version))),
    ...matrix(words, report),
  ];
}

function filesOf(words: Words, { attribution }: Report): Content[] {
  const assets = attribution!.explainedBy.assets;
  if (assets.length === 0) return [];
  return [
    tableOf(
      {
        head: ['head.file', 'head.server', 'head.rows', 'head.adds'].map((key) =>
          words.text(key as 'head.file'),
        ),
        rows: assets
          .slice(0, MOST_LISTED)
          .map(({ path, endpoint, rows, addedRows }) => [
            path,
            endpoint,
            words.count(rows),
            words.count(addedRows),
          ]),
      },
      2,
    ),
    ...leftOut(words, assets.length),
  ];
}

function matrix(words: Words, report: Report): Content[] {
  const chart = crossingChart(words, report);
  return chart === null ? [] : [heading(words.text('title.matrix')), ...chartOf(chart, false)];
}

function columns(words: Words, report: Report): Content[] {
  const charts = shownOverlaps(report)
    .shown.filter(({ print }) => print.kind === 'table' || print.kind === 'suspect')
    .slice(0, 6)
    .flatMap((overlap) => columnsChart(words, overlap) ?? []);
  if (charts.length === 0) return [];
  return [
    heading(words.text('title.columns')),
    ...charts.flatMap((chart): Content[] => [
      { text: shown(chart.title), bold: true, margin: [0, 8, 0, 4], headlineLevel: 2 },
      ...chartOf(chart, true, 3),
    ]),
  ];
}

function people(words: Words, report: Report): Content[] {
  const chart = peopleChart(words, report);
  return chart === null ? [] : [heading(words.text('title.people')), ...chartOf(chart)];
}

function unexplained(words: Words, report: Report): Content[] {
  if (report.suspect.rows === 0 || report.comparedWith.length === 0) return [];
  const rest = notFound(report).map((print) => titleIn(words, print));
  return [
    heading(words.text('title.unexplained')),
    { text: unexplainedIn(words, report) },
    ...bullets(remainderIn(words, report)),
    ...(rest.length === 0
      ? []
      : [
          { text: words.text('title.nothingIn'), bold: true, margin: [0, 6, 0, 2] } as Content,
          ...bullets(rest.slice(0, MOST_LISTED)),
          ...leftOut(words, rest.length),
        ]),
  ];
}

function unread(words: Words, { coverage }: Report): Content[] {
  const entries = coverage.skipped.map(({ what, reason, rows }) => {
    const counted = rows === undefined ? '' : ` (${words.counted('row', rows)})`;
    return words.text('line.pair', { name: `${what}${counted}`, what: spoken(words, reason) });
  });
  return [
    heading(words.text('title.unread')),
    ...(entries.length === 0 && coverage.complete ? [{ text: words.text('unread.nothing') }] : []),
    ...bullets(entries.slice(0, MOST_LISTED)),
    ...leftOut(words, entries.length),
  ];
}

function warnings(words: Words, report: Report): Content[] {
  if (report.warnings.length === 0) return [];
  return [
    heading(words.text('warnings.title')),
    ...bullets(report.warnings.slice(0, MOST_LISTED).map((warning) => spoken(words, warning))),
  ];
}

function certainty(words: Words, report: Report, { curve }: PdfExtras): Content[] {
  if (report.population.rowsExplained === 0) return [];
  const chart = curve === undefined ? null : curveChart(words, curve);
  return [
    heading(words.text('title.certainty')),
    { text: chanceIn(words, report) },
    ...(chart === null ? [] : chartOf(chart, false)),
  ];
}

function explanations(words: Words, { explanations: rows = [] }: PdfExtras): Content[] {
  return rows.flatMap((explanation): Content[] => [
    heading(shown(explanationIn(words, explanation))),
    { text: bitsIn(words, explanation) },
    ...chartOf(waterfallChart(words, explanation), true, 4),
  ]);
}

function file(words: Words, report: Report): Content[] {
  const { suspect, coverage } = report;
  const facts: [string, string][] = [
    [words.text('file.name'), suspect.name],
    [
      words.text('file.size'),
      words.text('file.sizeRows', {
        bytes: words.bytes(suspect.bytes),
        rows: words.counted('row', suspect.rows),
      }),
    ],
    [words.text('file.written'), dialectIn(words, suspect)],
    [words.text('file.sha256'), suspect.sha256 || words.text('file.unhashed')],
    [
      words.text('file.coverage'),
      words.text(coverage.complete ? 'file.readWhole' : 'file.readPart', readOf(words, report)),
    ],
  ];
  return [
    heading(words.text('title.file')),
    {
      layout: 'noBorders',
      table: {
        widths: [70, '*'],
        body: facts.map(([name, value]) => [{ text: name, color: QUIET }, { text: shown(value) }]),
      },
    },
  ];
}

function leftOut(words: Words, count: number): Content[] {
  if (count <= MOST_LISTED) return [];
  return [{ text: words.text('more.left', { n: words.count(count - MOST_LISTED) }), style: 'quiet' }];
}
