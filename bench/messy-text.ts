import type { ByteSource } from '../src/core/byte-source.ts';
import { csvFormat } from '../src/formats/csv/csv-format.ts';
import type { ExtractLimits } from '../src/formats/file-format.ts';
import { type MessyFile, messyFiles } from './messy-files.ts';

/**
 * Reads one file for each kind of pollution of the Pollock benchmark (Vitagliano et al., VLDB 2023) and for the kinds
 * that leaks add, and prints which share of the rows was recognised exactly. Ends with 1 when a readable row is lost,
 * a row is delivered wrong, or a row is missing without being told. `--detail` names the files with such rows.
 */
const LIMITS: ExtractLimits = { maxCellChars: 100_000, maxColumns: 500, maxBytes: 1e9, maxRatio: 200 };

interface Score {
  readonly kind: string;
  readonly files: number;
  readonly rows: number;
  readonly exact: number;
  /** Rows that cannot be read with certainty and were told in the coverage. */
  readonly told: number;
  /** Readable rows that were not delivered exactly. */
  readonly lost: number;
  /** Rows delivered that are none of the file's rows. */
  readonly wrong: number;
}

function sourceOf(file: MessyFile): ByteSource {
  return {
    name: file.name,
    bytes: file.bytes.length,
    async *stream(start = 0) {
      yield file.bytes.subarray(start);
    },
  };
}

async function scoreFile(file: MessyFile): Promise<Score> {
  const open = await csvFormat.open(sourceOf(file), LIMITS);
  const delivered: string[] = [];
  for await (const batch of open.batches()) for (const row of batch) delivered.push(row.cells.join('\u001f'));
  const told = open.coverage().skipped.reduce((sum, entry) => sum + (entry.rows ?? 0), 0);
  const counts = new Map<string, number>();
  for (const row of delivered) counts.set(row, (counts.get(row) ?? 0) + 1);
  let exact = 0;
  let lost = 0;
  for (const { cells, isReadable } of file.rows) {
    const key = cells.join('\u001f');
    const left = counts.get(key) ?? 0;
    if (left > 0) {
      counts.set(key, left - 1);
      exact++;
    } else if (isReadable) lost++;
  }
  const wrong = delivered.length - exact;
  if (process.argv.includes('--detail') && (lost > 0 || wrong > 0)) {
    process.stderr.write(`${file.kind} / ${file.name}: ${lost} lost, ${wrong} wrong, ${told} told\n`);
  }
  return { kind: file.kind, files: 1, rows: file.rows.length, exact, told, lost, wrong };
}

function addUp(scores: readonly Score[]): readonly Score[] {
  const sums = new Map<string, Score>();
  for (const score of scores) {
    const sum = sums.get(score.kind);
    sums.set(
      score.kind,
      sum === undefined
        ? score
        : {
            kind: sum.kind,
            files: sum.files + 1,
            rows: sum.rows + score.rows,
            exact: sum.exact + score.exact,
            told: sum.told + score.told,
            lost: sum.lost + score.lost,
            wrong: sum.wrong + score.wrong,
          },
    );
  }
  return [...sums.values()];
}

function line(cells: readonly (string | number)[]): string {
  const widths = [46, 6, 8, 8, 6, 6, 6, 9];
  return cells
    .map((cell, i) => (i === 0 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i])))
    .join('');
}

const scores: Score[] = [];
for (const file of messyFiles()) scores.push(await scoreFile(file));
const sums = addUp(scores);
const output = [line(['kind', 'files', 'rows', 'exact', 'told', 'lost', 'wrong', 'share'])];
for (const sum of sums) {
  const share = sum.rows === 0 ? '100.00 %' : `${((100 * sum.exact) / sum.rows).toFixed(2)} %`;
  output.push(line([sum.kind, sum.files, sum.rows, sum.exact, sum.told, sum.lost, sum.wrong, share]));
}
const lost = sums.reduce((sum, score) => sum + score.lost, 0);
const wrong = sums.reduce((sum, score) => sum + score.wrong, 0);
const silent = scores.filter((score) => score.exact + score.told + score.lost < score.rows).length;
output.push(
  `readable rows lost: ${lost}; rows delivered wrong: ${wrong}; files with rows missing untold: ${silent}`,
);
process.stdout.write(`${output.join('\n')}\n`);
process.exitCode = lost + wrong + silent > 0 ? 1 : 0;
