import { createHash } from 'node:crypto';
import { isBlank } from '../../fingerprints/fields/blank.ts';
import type { ByteSource } from '../core/byte-source.ts';
import type { ProgressListener } from '../core/progress.ts';
import type { Coverage } from '../core/row.ts';
import type { ExtractLimits, FileFacts, FileFormat } from '../formats/file-format.ts';
import { createRowSample, type RowSample } from './row-sample.ts';

/** What the first reading of a suspect found: how it is written, how much it is, and a sample of its rows. */
export interface SuspectSurvey {
  readonly name: string;
  readonly facts: FileFacts;
  readonly coverage: Coverage;
  readonly sha256: string;
  /** Bytes of the file as given. */
  readonly bytes: number;
  /** Rows of all sections. */
  readonly rows: number;
  readonly sections: readonly SectionSurvey[];
}

/** One table of the suspect. */
export interface SectionSurvey {
  readonly rows: number;
  readonly sample: readonly (readonly string[])[];
  /** By column: cells that hold something. */
  readonly filled: readonly number[];
}

/** Rows from which fields and correspondences are learned. */
const SAMPLED_ROWS = 10_000;
/** Tables of one file that are compared; each costs a sample and a plan. The rows of further ones are told as skipped. */
export const MOST_SECTIONS = 64;

/**
 * Read a suspect once from end to end. The whole of it, because a leak is often several tables one after the other:
 * its head does not tell what comes later. Costs about a tenth of the matching.
 */
export async function surveySuspect(
  source: ByteSource,
  format: FileFormat,
  limits: ExtractLimits,
  signal: AbortSignal | undefined,
  onProgress: ProgressListener,
): Promise<SuspectSurvey> {
  const digest = createDigest(source);
  const file = await format.open(digest.source, limits, signal);
  const sections: { rows: number; sample: RowSample; filled: number[] }[] = [];
  let rows = 0;
  let rowsBeyond = 0;
  for await (const batch of file.batches(signal)) {
    for (const row of batch) {
      if (row.section >= MOST_SECTIONS) {
        rowsBeyond++;
        continue;
      }
      sections[row.section] ??= { rows: 0, sample: createRowSample(SAMPLED_ROWS), filled: [] };
      const section = sections[row.section]!;
      section.rows++;
      section.sample.add(row.cells);
      row.cells.forEach((cell, at) => {
        section.filled[at] = (section.filled[at] ?? 0) + (isBlank(cell) ? 0 : 1);
      });
    }
    rows += batch.length;
    onProgress({
      step: 'reading',
      rowsDone: rows,
      bytesDone: file.bytesRead(),
      rowsTotal: null,
      bytesTotal: source.bytes,
    });
  }
  return {
    name: source.name,
    facts: file.facts(),
    coverage: withRowsBeyond(file.coverage(), rowsBeyond),
    ...(await digest.finish()),
    rows,
    sections: Array.from(sections, (section) => ({
      rows: section?.rows ?? 0,
      sample: section?.sample.rows() ?? [],
      filled: section?.filled ?? [],
    })),
  };
}

function withRowsBeyond(coverage: Coverage, rows: number): Coverage {
  if (rows === 0) return coverage;
  const beyond = {
    what: `tables after the first ${MOST_SECTIONS}`,
    reason: 'too many tables in one file',
    rows,
  };
  return { ...coverage, complete: false, skipped: [...coverage.skipped, beyond] };
}

/** A source that is hashed while it is read. */
interface Digest {
  /** The source, whose bytes are counted in when they are read from start to end. */
  readonly source: ByteSource;
  /** SHA-256 and size of the whole file; reads it once more where the format did not read it to its end. */
  finish(): Promise<{ sha256: string; bytes: number }>;
}

/** Hash what is read of a source, whoever reads it. */
export function createDigest(source: ByteSource): Digest {
  let whole: { sha256: string; bytes: number } | null = null;
  const hashed = async function* (): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of source.stream()) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    whole = { sha256: hash.digest('hex'), bytes };
  };
  return {
    source: { ...source, stream: (start) => (start ? source.stream(start) : hashed()) },
    async finish() {
      if (whole === null) for await (const _ of hashed()) void _;
      return whole!;
    },
  };
}
