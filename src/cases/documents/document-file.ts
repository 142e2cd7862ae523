import { paperToCsv } from '../../reports/paper-csv.ts';
import type { Paper } from '../../reports/pdf/paper.ts';
import { paperToPdf } from '../../reports/pdf/paper-pdf.ts';
import type { EdpbField } from './edpb.ts';

/** How a document can be had. */
export type DocumentFormat = 'pdf' | 'csv' | 'json';

/** A document as it leaves the house. */
export interface DocumentFile {
  /** ASCII; no name of anybody. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const MEDIA_TYPES: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};

/** Write a document. @param edpb its fields, for the template's own JSON */
export async function documentFile(
  paper: Paper,
  format: DocumentFormat,
  edpb: readonly EdpbField[] | null,
): Promise<DocumentFile> {
  return {
    name: `${paper.reference}-${paper.document}-${paper.language}.${format}`,
    mediaType: MEDIA_TYPES[format],
    bytes: await bytesOf(paper, format, edpb),
  };
}

async function bytesOf(
  paper: Paper,
  format: DocumentFormat,
  edpb: readonly EdpbField[] | null,
): Promise<Uint8Array> {
  if (format === 'pdf') return paperToPdf(paper);
  const text = format === 'csv' ? paperToCsv(paper) : `${JSON.stringify(jsonOf(paper, edpb), null, 2)}\n`;
  return Buffer.from(text, 'utf8');
}

function jsonOf(paper: Paper, edpb: readonly EdpbField[] | null): unknown {
  const { document, language, reference, madeAt, title, subtitle, sections } = paper;
  if (edpb !== null) {
    const fields = Object.fromEntries(edpb.map(({ field, name, value }) => [field, { name, value }]));
    return {
      schema: 'rowprint.edpb-template/1',
      template: 'EDPB 1.0 (draft, June 2026)',
      case: reference,
      madeAt,
      fields,
    };
  }
  return {
    schema: 'rowprint.case-document/1',
    document,
    language,
    case: reference,
    madeAt,
    title,
    subtitle,
    sections,
  };
}
