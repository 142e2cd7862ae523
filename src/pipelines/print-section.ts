import type { FieldGuess } from '../../fingerprints/fields/field.ts';
import type { PlannedColumn } from '../../fingerprints/print/building-column.ts';
import type { Print } from '../../fingerprints/print/print.ts';
import type { ByteSource } from '../core/byte-source.ts';
import type { PlaceLender, RecordScanner } from '../core/record-scanner.ts';
import type { FileFormat, OpenFile, Stretch } from '../formats/file-format.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { OpenTable } from '../tables/table-source.ts';
import { buildPrint, openTableReading } from './build-print.ts';
import type { PipelineContext } from './context.ts';
import { createDigest, type SuspectSurvey, stretchesOf } from './survey-suspect.ts';
import { suspectChanged } from './suspect-changed.ts';

/** One table of a file that was surveyed. */
export interface PrintedSection {
  readonly source: ByteSource;
  readonly format: FileFormat;
  readonly survey: SuspectSurvey;
  /** 0-based. */
  readonly section: number;
}

/** The columns of a section as they are fingerprinted: the best guess for each, with `names` or without. */
export function sectionColumns(
  guesses: readonly (readonly FieldGuess[])[],
  names: readonly (string | null)[],
): PlannedColumn[] {
  return guesses.map((tried, source) => ({
    source,
    name: names[source] ?? null,
    reading: tried[0]!.reading,
    role: tried[0]!.role,
    isKey: false,
  }));
}

/**
 * Fingerprint one table of a file: it is read once more, as fast as a table is.
 * @throws {SuspectChangedError} the bytes are not those that were surveyed
 */
export async function printSection(
  context: PipelineContext,
  printed: PrintedSection,
  columns: readonly PlannedColumn[],
  run: RunOptions,
): Promise<Print> {
  const { source, format, survey } = printed;
  const digest = createDigest(source);
  const file = await format.open(digest.source, context.extractLimits, run.signal);
  const table = tableOf(file, printed);
  const isSmall = survey.bytes < LEAST_BLOCK_BYTES;
  const reading = openTableReading(isSmall ? { ...context, engine: null } : context, table, run.signal);
  try {
    const print = await buildPrint(
      context,
      table,
      columns,
      stretchesOf(table, reading, run.signal),
      reading,
      run,
    );
    if ((await digest.finish()).sha256 !== survey.sha256) throw suspectChanged(source);
    return print;
  } finally {
    await reading?.threads.close();
  }
}

/** Below this the engine's memory and threads cost more than they save (38 us a row without them). */
const LEAST_BLOCK_BYTES = 256 * 1024;

function tableOf(file: OpenFile, { source, survey, section }: PrintedSection): OpenTable {
  const { columnCount } = survey.facts.sections[section]!;
  const { stretches } = file;
  return {
    description: source.name,
    columns: Array.from({ length: columnCount }, () => ({ name: '', declaredType: null })),
    expectedRows: survey.sections[section]!.rows,
    totalBytes: source.bytes,
    async *batches(signal) {
      for await (const batch of file.batches(signal)) yield batch.filter((row) => row.section === section);
    },
    ...(stretches === undefined
      ? {}
      : {
          stretches: (scanner, lender, signal) =>
            ofSection(stretches.call(file, scanner, lender, signal), section, lender),
        }),
    bytesRead: () => file.bytesRead(),
    coverage: () => file.coverage(),
    close: async () => {},
  } satisfies OpenTable & {
    stretches?(scanner: RecordScanner, lender: PlaceLender, signal?: AbortSignal): AsyncIterable<Stretch>;
  };
}

async function* ofSection(
  stretches: AsyncIterable<Stretch>,
  section: number,
  lender: PlaceLender,
): AsyncGenerator<Stretch> {
  for await (const stretch of stretches) {
    if (stretch.kind === 'rows')
      yield { kind: 'rows', rows: stretch.rows.filter((row) => row.section === section) };
    else if (stretch.block.section === section) yield stretch;
    else lender.takeBack(stretch.block.place);
  }
}
