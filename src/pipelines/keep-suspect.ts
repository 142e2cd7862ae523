import type { Print } from '../../fingerprints/print/print.ts';
import type { ByteSource } from '../core/byte-source.ts';
import { UsageError } from '../core/errors.ts';
import type { FileFormat } from '../formats/file-format.ts';
import type { Report } from '../reports/report.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { ReportWriter, Store } from '../store/store.ts';
import type { ComparedFile } from './compare-file.ts';
import type { PipelineContext } from './context.ts';
import { printSection, sectionColumns } from './print-section.ts';
import type { StoredReport } from './stored-report.ts';
import { preparePrint } from './write-print.ts';

/** The part of a suspect that is kept, fingerprinted, to recognise copies of it. */
export interface Kept {
  /** The name it is kept under. */
  readonly name: string;
  readonly sha256: string;
  /** A print has one set of columns: of stacked tables only the largest is kept. */
  readonly section: number;
  readonly print: Print;
}

/** Fingerprint what is kept of a suspect. Headers are left out: they are a stranger's. @throws {UsageError} it has no rows */
export async function keepSuspect(
  context: PipelineContext,
  name: string,
  file: { readonly source: ByteSource; readonly format: FileFormat },
  { survey, guesses }: ComparedFile,
  run: RunOptions,
): Promise<Kept> {
  if (survey.rows === 0) throw new UsageError(`${survey.name} has no rows: there is nothing to keep`);
  const sizes = survey.sections.map(({ rows }) => rows);
  const section = sizes.indexOf(Math.max(...sizes));
  const columns = sectionColumns(guesses[section]!, []);
  const print = await printSection(context, { ...file, survey, section }, columns, run);
  return { name, sha256: survey.sha256, section, print };
}

/** The report with a word on what is not kept, because it will not be recognised later. */
export function withKeptPart(report: Report, { name, section }: Kept): Report {
  const { sections } = report.suspect;
  if (sections === undefined) return report;
  const warning = `only table ${section + 1} of the ${sections.length} in ${report.suspect.name} is kept as '${name}'`;
  return { ...report, warnings: [...report.warnings, warning] };
}

/** Store the report, and the suspect where it is kept, and tell the run it was made for: all or nothing. */
export async function commitBoth(
  store: Store,
  kept: Kept | null,
  writer: ReportWriter,
  stored: StoredReport,
  { signal, hold }: RunOptions,
): Promise<void> {
  const made = hold === undefined ? {} : { made: { hold, result: { report: writer.id } } };
  if (kept === null) return writer.commit(stored, made);
  const { name, sha256, print } = kept;
  // When the suspect came to us, which is when its check began.
  const subject = { kind: 'suspect', snapshotAt: stored.report.createdAt } as const;
  const prepared = await preparePrint(store, subject, print, { suspect: { name, sha256 } }, signal);
  try {
    await writer.commit(stored, { ...made, print: prepared.publication });
  } finally {
    await prepared.abort();
  }
}
