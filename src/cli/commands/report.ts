import { UsageError } from '../../core/errors.ts';
import type { Application } from '../application.ts';
import { parseRowNumber } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

const FORMATS = ['text', 'json', 'csv', 'html'] as const;
type Format = (typeof FORMATS)[number];

interface ReportOptions {
  readonly format?: string;
  readonly explain?: number;
  readonly against?: string;
  readonly affected?: string;
  readonly json?: boolean;
}

/** `rowprint report` */
export const registerReport: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'report [ID]',
    summary: 'show a stored report again, or explain one of its rows',
    description:
      'Shows a stored report again; without ID, lists the reports. A unique start of the ID is enough.\n' +
      'Exit code 0 whatever the report says.',
    examples: [
      'rowprint report',
      'rowprint report r_20261122_k3f9 --format html > report.html',
      'rowprint report r_20261122_k3f9 --explain 1234 --against patients',
      'rowprint report r_20261122_k3f9 --affected patients > keys.csv',
    ],
  })
    .option('--format <FORMAT>', `one of: ${FORMATS.join(', ')} (default: text)`)
    .option(
      '--explain <ROW>',
      'why this row was found or not, column by column; shows no value',
      parseRowNumber,
    )
    .option('--against <NAME>', 'with --explain: the table to hold the row against')
    .option(
      '--affected <TABLE>',
      'as CSV, the primary keys of the rows of this table that were found; of a table added with --key',
    )
    .option(...JSON_OPTION);

  command.action(async (id: string | undefined, options: ReportOptions) => {
    const format = formatOf(options);
    refuseContradictions(id, format, options);
    const application = await session.application(command);
    if (id !== undefined && options.affected !== undefined)
      await showAffected(application, session, id, options.affected);
    else if (id === undefined) await showList(application, session, format);
    else if (options.explain === undefined) await showReport(application, session, id, format);
    else await showExplanation(application, session, id, options.explain, options.against, format);
    reportExit(EXIT.clean);
  });
};

function formatOf({ format, json }: ReportOptions): Format {
  if (format === undefined) return json ? 'json' : 'text';
  if (!(FORMATS as readonly string[]).includes(format)) {
    const hint = format === 'pdf' ? '; a browser prints the html page to PDF' : '';
    throw new UsageError(`--format ${format} is not available: choose one of ${FORMATS.join(', ')}${hint}`);
  }
  if (json && format !== 'json')
    throw new UsageError(`--json and --format ${format} contradict each other: give one`);
  return format as Format;
}

function refuseContradictions(id: string | undefined, format: Format, options: ReportOptions): void {
  if (options.against !== undefined && options.explain === undefined) {
    throw new UsageError('--against belongs to --explain ROW: give both');
  }
  if (options.affected !== undefined) {
    if (id === undefined)
      throw new UsageError('--affected needs the ID of a report: `rowprint report` lists them');
    if (options.explain !== undefined || options.json || (options.format ?? 'csv') !== 'csv')
      throw new UsageError('--affected gives keys as CSV: leave --explain, --json and other formats out');
  }
  if (id === undefined && options.explain !== undefined) {
    throw new UsageError('--explain needs the ID of a report: `rowprint report` lists them');
  }
  if ((id === undefined || options.explain !== undefined) && (format === 'csv' || format === 'html')) {
    const what = id === undefined ? 'the list of reports' : 'an explanation';
    throw new UsageError(`${what} is not available as ${format}: choose text or json`);
  }
}

async function showList(application: Application, session: Session, format: Format): Promise<void> {
  const reports = await application.listReports();
  if (format === 'json') return session.printJson({ schema: 'rowprint.reports/1', reports });
  const { renderReportList } = await import('../../reports/terminal/report-list-view.ts');
  await session.print(renderReportList(reports, session.screen));
}

async function showReport(
  application: Application,
  session: Session,
  id: string,
  format: Format,
): Promise<void> {
  const report = await application.report(id);
  if (format === 'json') return session.printJson(report);
  if (format === 'csv') {
    const { reportToCsv } = await import('../../reports/report-csv.ts');
    return session.print(reportToCsv(report));
  }
  if (format === 'html') {
    const { reportToHtml } = await import('../../reports/html/report-html.ts');
    return session.print(reportToHtml(report));
  }
  const { renderReport } = await import('../../reports/terminal/report-view.ts');
  await session.print(renderReport(report, session.screen));
}

async function showAffected(
  application: Application,
  session: Session,
  id: string,
  table: string,
): Promise<void> {
  for await (const lines of application.affected(id, table)) await session.print(lines);
}

async function showExplanation(
  application: Application,
  session: Session,
  id: string,
  row: number,
  against: string | undefined,
  format: Format,
): Promise<void> {
  const explanation = await application.explain(id, row, against);
  if (format === 'json') return session.printJson(explanation);
  const { renderExplanation } = await import('../../reports/terminal/explanation-view.ts');
  await session.print(renderExplanation(explanation, session.screen));
}
