import type { ByteSource } from '../../core/byte-source.ts';
import { throwIfCancelled } from '../../core/errors.ts';
import type { PlaceLender, RecordScanner } from '../../core/record-scanner.ts';
import type { Coverage, RowBatch, Skipped } from '../../core/row.ts';
import type { ExtractLimits, FileFacts, FileFormat, OpenFile, Stretch } from '../file-format.ts';
import { gunzipHead, gunzipSource, isGzip } from '../gzip/gunzip-source.ts';
import { byteBlocks, readHead } from './byte-blocks.ts';
import { ByteWindow } from './byte-window.ts';
import { startDecoding } from './decode-text.ts';
import { type FoundDialect, findDialect } from './dialect.ts';
import { findEncoding, type TextEncoding } from './encoding.ts';
import { excerptRecords } from './excerpt-records.ts';
import { RecordSplitter } from './record-splitter.ts';
import { isScannable, scanPlanOf } from './scan-plan.ts';
import type { SectionPlan } from './section-plan.ts';
import { SectionReader } from './sections.ts';
import { type CsvSettings, defaultCsvSettings } from './settings.ts';
import { sniffText } from './sniff-text.ts';
import { StretchReader } from './stretches.ts';

/** Delimited text as it really arrives, plain or in gzip, with the default settings. */
export const csvFormat: FileFormat = createCsvFormat();

/** Delimited text with settings of one's own. */
export function createCsvFormat(overrides: Partial<CsvSettings> = {}): FileFormat {
  const settings = { ...defaultCsvSettings, ...overrides };
  return {
    id: 'csv',
    sniff: (head) => sniffText(isGzip(head) ? gunzipHead(head) : head, settings),
    open: (source, limits, signal) => openCsv(source, limits, settings, signal),
  };
}

/**
 * The stages, each in its own file: bytes, gunzip, encoding, records, sections, rows. Everything that has to be decided
 * is decided here, on samples; the rows are then read in one pass from the beginning.
 */
async function openCsv(
  source: ByteSource,
  limits: ExtractLimits,
  settings: CsvSettings,
  signal: AbortSignal | undefined,
): Promise<OpenFile> {
  throwIfCancelled(signal);
  const magic = await readHead(source.stream(), 3);
  const layer = plainOrGunzipped(source, isGzip(magic), limits);
  const sampleBytes = Math.min(settings.sampleBytes, limits.maxBytes);
  const head = await readHead(layer.bytes.stream(), sampleBytes);
  const samples = [head, ...(layer.isPlain ? await furtherSamples(source, head.length, settings) : [])];
  throwIfCancelled(signal);
  const encoding = findEncoding(samples);
  const decoding = startDecoding(encoding);
  const isWhole = head.length < sampleBytes;
  const text = decoding.decode(head) + (isWhole ? decoding.end() : '');
  return readRows(layer, limits, settings, encoding, findDialect(text, isWhole, settings));
}

/** The bytes of the text, and what it costs to get them. */
interface ByteLayer {
  readonly isPlain: boolean;
  readonly bytes: ByteSource;
  /** Bytes of the source itself that were read for the rows. */
  bytesRead(): number;
  skipped(): readonly Skipped[];
}

function plainOrGunzipped(source: ByteSource, isCompressed: boolean, limits: ExtractLimits): ByteLayer {
  if (isCompressed) {
    const gunzipped = gunzipSource(source, limits);
    return {
      isPlain: false,
      bytes: gunzipped,
      bytesRead: () => gunzipped.compressedBytesRead(),
      skipped: () => gunzipped.skipped(),
    };
  }
  let bytesRead = 0;
  const counted: ByteSource = {
    name: source.name,
    bytes: source.bytes,
    async *stream(start = 0) {
      bytesRead = start;
      for await (const chunk of source.stream(start)) {
        bytesRead += chunk.length;
        yield chunk;
      }
    },
  };
  return { isPlain: true, bytes: counted, bytesRead: () => bytesRead, skipped: () => [] };
}

/** Blocks from places spread over the rest of the file, each from its first full line on. */
async function furtherSamples(
  source: ByteSource,
  headBytes: number,
  settings: CsvSettings,
): Promise<readonly Buffer[]> {
  if (source.seekable !== true || source.bytes === null) return [];
  const rest = source.bytes - headBytes;
  const samples: Buffer[] = [];
  for (let i = 1; i <= settings.furtherSamples && rest > 0; i++) {
    const start = headBytes + Math.floor((rest * i) / (settings.furtherSamples + 1));
    const block = await readHead(source.stream(start), 64 * 1024);
    const lineStart = block.indexOf(0x0a) + 1;
    samples.push(block.subarray(lineStart, Math.max(lineStart, block.lastIndexOf(0x0a))));
  }
  return samples;
}

function readRows(
  layer: ByteLayer,
  limits: ExtractLimits,
  settings: CsvSettings,
  encoding: TextEncoding,
  dialect: FoundDialect,
): OpenFile {
  const decoding = startDecoding(encoding);
  const splitter = new RecordSplitter(dialect, settings, dialect.columnCount);
  const sections = new SectionReader(dialect.delimiter, limits, settings);
  const cut: Skipped[] = [];
  let isOpened = false;

  /** Cells and rows of whatever text has arrived; hands over full batches. */
  function* batchesOf(text: string): Generator<RowBatch> {
    splitter.push(text);
    for (let record = splitter.next(); record !== null; record = splitter.next()) {
      sections.push(record);
      splitter.expectedColumns = sections.columnCount || dialect.columnCount;
      if (sections.readyRows >= settings.batchRows) yield sections.takeRows();
    }
  }

  function start(signal: AbortSignal | undefined): void {
    if (isOpened) throw new Error('the rows of an open file are read once: open it again');
    isOpened = true;
    throwIfCancelled(signal);
  }

  function cutAtLimit(): void {
    cut.push({
      what: `${layer.bytes.name} after ${limits.maxBytes} bytes`,
      reason: 'more bytes than the limit allows',
    });
  }

  async function* batches(signal?: AbortSignal): AsyncGenerator<RowBatch> {
    start(signal);
    const blocks = byteBlocks(layer.bytes.stream(), limits.maxBytes, cutAtLimit);
    for await (const block of blocks) {
      throwIfCancelled(signal);
      yield* batchesOf(decoding.decode(block));
    }
    splitter.end();
    yield* batchesOf(decoding.end());
    sections.end();
    if (sections.readyRows > 0) yield sections.takeRows();
    throwIfCancelled(signal);
  }

  async function* stretches(
    scanner: RecordScanner,
    lender: PlaceLender,
    signal?: AbortSignal,
  ): AsyncGenerator<Stretch> {
    if (!isScannable(dialect, encoding)) {
      for await (const rows of batches(signal)) yield { kind: 'rows', rows };
      return;
    }
    start(signal);
    const window = new ByteWindow(layer.bytes.stream(), limits.maxBytes, cutAtLimit);
    const { columnCount } = dialect;
    const { batchRows } = settings;
    const planOf = (section: SectionPlan) => scanPlanOf(dialect, encoding, section, limits, settings);
    const stages = { window, decoding, splitter, sections, columnCount, batchRows, planOf };
    yield* new StretchReader(stages, scanner, lender).read(signal);
  }

  async function* excerptRows(
    excerpts: AsyncIterable<Uint8Array>,
    signal?: AbortSignal,
  ): AsyncGenerator<RowBatch> {
    for await (const _ of batches(signal)) void _;
    for await (const excerpt of excerpts) {
      throwIfCancelled(signal);
      const text = decoding.decode(Buffer.from(excerpt)) + decoding.end();
      const width = sections.columnCount || dialect.columnCount;
      for (const record of excerptRecords(text, width, dialect, settings)) sections.push(record);
      sections.end();
      yield sections.takeRows();
    }
  }

  function skipped(): readonly Skipped[] {
    const overlong = splitter.cutRecords;
    const overlongEntry: Skipped[] =
      overlong === 0
        ? []
        : [
            {
              what: `ends of ${overlong} lines of ${layer.bytes.name}`,
              reason: `longer than ${settings.maxRecordChars} characters`,
            },
          ];
    return [...sections.skipped(layer.bytes.name), ...overlongEntry, ...cut, ...layer.skipped()];
  }

  return {
    batches,
    stretches,
    ...(layer.isPlain ? { excerptRows } : {}),
    bytesRead: () => layer.bytesRead(),
    coverage(): Coverage {
      const entries = skipped();
      return { complete: entries.length === 0, bytesRead: layer.bytesRead(), skipped: entries };
    },
    facts(): FileFacts {
      return {
        format: 'csv',
        encoding: decoding.encoding(),
        dialect: {
          delimiter: dialect.delimiter,
          quote: dialect.quote,
          escape: dialect.escape,
          header: sections.hasHeader,
          skippedRows: sections.skippedRecords,
        },
        sections: [...sections.sections],
      };
    },
  };
}
