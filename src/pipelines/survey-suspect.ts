import { createHash } from 'node:crypto';
import type { FilledCells } from '../../fingerprints/engine/filled-cells.ts';
import { isBlank } from '../../fingerprints/fields/blank.ts';
import type { ByteSource } from '../core/byte-source.ts';
import type { ProgressListener } from '../core/progress.ts';
import type { PlaceLender, RecordBlock, RecordScanner } from '../core/record-scanner.ts';
import type { Coverage, Row } from '../core/row.ts';
import type { ExtractLimits, FileFacts, FileFormat, OpenFile, Stretch } from '../formats/file-format.ts';
import { BlockRows, pairsOf } from './block-rows.ts';
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

/** What reads files by blocks: the kernel of this thread, and places that nobody else takes blocks out of. */
export interface BlockReading {
  readonly scanner: RecordScanner;
  readonly lender: PlaceLender;
  readonly filledCells: FilledCells;
}

/**
 * Read a suspect once from end to end. The whole of it, because a leak is often several tables one after the other:
 * its head does not tell what comes later. With `blocks`, regular stretches of it are read by the kernel; what is
 * found is the same.
 */
export async function surveySuspect(
  source: ByteSource,
  format: FileFormat,
  limits: ExtractLimits,
  signal: AbortSignal | undefined,
  onProgress: ProgressListener,
  blocks: BlockReading | null = null,
): Promise<SuspectSurvey> {
  const digest = createDigest(source);
  const file = await format.open(digest.source, limits, signal);
  const tally = new Tally();
  for await (const stretch of stretchesOf(file, blocks, signal)) {
    if (stretch.kind === 'rows') tally.addRows(stretch.rows);
    else {
      tally.addBlock(stretch.block, blocks!);
      blocks!.lender.takeBack(stretch.block.place);
    }
    onProgress({
      step: 'reading',
      rowsDone: tally.rows,
      bytesDone: file.bytesRead(),
      rowsTotal: null,
      bytesTotal: source.bytes,
    });
  }
  return {
    name: source.name,
    facts: file.facts(),
    coverage: withRowsBeyond(file.coverage(), tally.rowsBeyond),
    ...(await digest.finish()),
    rows: tally.rows,
    sections: tally.sections(),
  };
}

/** The rows of a file, as blocks wherever they can be had. */
export async function* stretchesOf(
  file: Pick<OpenFile, 'batches' | 'stretches'>,
  blocks: Pick<BlockReading, 'scanner' | 'lender'> | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<Stretch> {
  if (blocks !== null && file.stretches !== undefined) {
    yield* file.stretches(blocks.scanner, blocks.lender, signal);
    return;
  }
  for await (const rows of file.batches(signal)) yield { kind: 'rows', rows };
}

interface SectionTally {
  rows: number;
  readonly sample: RowSample;
  readonly filled: number[];
  blockRows: BlockRows | null;
}

/** What is counted of a suspect while it is read. */
class Tally {
  readonly #sections: (SectionTally | undefined)[] = [];
  rows = 0;
  /** Rows of the sections after MOST_SECTIONS. */
  rowsBeyond = 0;

  addRows(batch: readonly Row[]): void {
    this.rows += batch.length;
    for (const row of batch) {
      const section = this.#section(row.section, 1);
      if (section === null) continue;
      section.sample.add(row.cells);
      row.cells.forEach((cell, at) => {
        section.filled[at] = (section.filled[at] ?? 0) + (isBlank(cell) ? 0 : 1);
      });
    }
  }

  addBlock(block: RecordBlock, { scanner, filledCells }: BlockReading): void {
    this.rows += block.rowCount;
    const section = this.#section(block.section, block.rowCount);
    if (section === null) return;
    filledCells.count(block, section.filled);
    const memory = scanner.memory();
    const pairs = pairsOf(memory, block);
    section.blockRows ??= new BlockRows(SAMPLED_ROWS);
    for (let row = 0; row < block.rowCount; row++) {
      const place = section.sample.draw();
      if (place >= 0)
        section.sample.put(place, section.blockRows.take(place, memory, pairs, row, block.width));
    }
  }

  sections(): readonly SectionSurvey[] {
    return Array.from(this.#sections, (section) => ({
      rows: section?.rows ?? 0,
      sample: section?.sample.rows() ?? [],
      filled: section?.filled ?? [],
    }));
  }

  /** The section's counts, with so many rows added; null beyond the sections that are looked at. */
  #section(section: number, rows: number): SectionTally | null {
    if (section >= MOST_SECTIONS) {
      this.rowsBeyond += rows;
      return null;
    }
    const tally: SectionTally = this.#sections[section] ?? {
      rows: 0,
      sample: createRowSample(SAMPLED_ROWS),
      filled: [],
      blockRows: null,
    };
    this.#sections[section] = tally;
    tally.rows += rows;
    return tally;
  }
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
