import { reportToHtml } from '../reports/html/report-html.ts';
import type { Report } from '../reports/report.ts';
import { reportToCsv } from '../reports/report-csv.ts';
import type { ReportDocuments } from './api-parts.ts';

/** The kinds of files that a report can be had as. */
export type ReportFormat = 'json' | 'csv' | 'html' | 'pdf';

/** A report as a file. */
export interface ReportFile {
  readonly contentType: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** Write a report as a file; what it shows is what it is given. */
export async function exportReport(
  report: Report,
  format: ReportFormat,
  language: 'en' | 'fr',
  documents: ReportDocuments,
): Promise<ReportFile> {
  switch (format) {
    case 'json':
      return { contentType: 'application/json', content: `${JSON.stringify(report)}\n` };
    case 'csv':
      return { contentType: 'text/csv; charset=utf-8; header=present', content: reportToCsv(report) };
    case 'html':
      return { contentType: 'text/html; charset=utf-8', content: reportToHtml(report) };
    case 'pdf':
      return {
        contentType: 'application/pdf',
        content: Uint8Array.from(await documents.pdf(report, language)),
      };
  }
}
