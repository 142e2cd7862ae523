import type { FieldGuess } from '../../fingerprints/fields/field.ts';
import { createPrintBuilder, type PrintBuilder } from '../../fingerprints/print/print-builder.ts';
import { UsageError } from '../core/errors.ts';
import type { Report } from '../reports/report.ts';
import type { ReportWriter, Store } from '../store/store.ts';
import type { PipelineContext } from './context.ts';
import type { StoredReport } from './stored-report.ts';
import type { SuspectSurvey } from './survey-suspect.ts';
import { writePrint } from './write-print.ts';

/** Fingerprints the part of a suspect that is kept, to recognise copies of it. */
export interface Keeper {
  /** The name it is kept under. */
  readonly name: string;
  /** A print has one set of columns: of stacked tables only the largest is kept. */
  readonly section: number;
  readonly builder: PrintBuilder;
}

/** Prepare to keep a suspect. @throws {UsageError} it has no rows */
export function keeperOf(
  { tokeniser, keyId }: PipelineContext,
  name: string,
  survey: SuspectSurvey,
  guesses: readonly (readonly (readonly FieldGuess[])[])[],
): Keeper {
  if (survey.rows === 0) throw new UsageError(`${survey.name} has no rows: there is nothing to keep`);
  const sizes = survey.sections.map(({ rows }) => rows);
  const section = sizes.indexOf(Math.max(...sizes));
  const columns = guesses[section]!.map((tried, source) => ({
    source,
    name: null,
    reading: tried[0]!.reading,
    role: tried[0]!.role,
    isKey: false,
  }));
  return { name, section, builder: createPrintBuilder(columns, tokeniser, keyId) };
}

/** The report with a word on what is not kept, because it will not be recognised later. */
export function withKeptPart(report: Report, { name, section }: Keeper): Report {
  const { sections } = report.suspect;
  if (sections === undefined) return report;
  const warning = `only table ${section + 1} of the ${sections.length} in ${report.suspect.name} is kept as '${name}'`;
  return { ...report, warnings: [...report.warnings, warning] };
}

/** Store the report, and the suspect where it is kept: both or neither. */
export async function commitBoth(
  store: Store,
  { sha256 }: SuspectSurvey,
  keeper: Keeper | null,
  writer: ReportWriter,
  stored: StoredReport,
  signal: AbortSignal,
): Promise<void> {
  if (keeper === null) return writer.commit(stored);
  const { name, builder } = keeper;
  // When the suspect came to us, which is when its check began.
  const subject = { kind: 'suspect', snapshotAt: stored.report.createdAt } as const;
  await writePrint(store, subject, builder.build(), [], { suspect: { name, sha256 } }, signal);
  try {
    await writer.commit(stored);
  } catch (failure) {
    await store.suspects.forget(name);
    throw failure;
  }
}
