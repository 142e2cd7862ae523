import type { Explanation } from '../../src/reports/explanation.ts';
import type { Overlap, PrintReference, Report } from '../../src/reports/report.ts';
import type { TableReport } from '../../src/reports/table-report.ts';

/** A table's print for tests; the names are of no real organisation. */
export function samplePrint(part: Partial<PrintReference> = {}): PrintReference {
  return {
    id: 'p_a',
    kind: 'table',
    name: 'lab_a',
    controller: 'Laboratory A',
    snapshotAt: '2026-11-20T14:03:00.000Z',
    ...part,
  };
}

/** An overlap with 18,914 of 50,167 rows present, as the contract's example has it. */
export function sampleOverlap(part: Partial<Overlap> = {}): Overlap {
  return {
    print: samplePrint(),
    rows: {
      total: 50167,
      present: 18914,
      household: 41,
      share: 0.377,
      interval: [0.377, 0.377],
      method: 'exact',
    },
    reverse: { total: 40000, present: 17970, share: 0.449 },
    persons: 17970,
    expectedByChance: 0.0004,
    thresholdBits: 31.4,
    columns: [
      { index: 3, header: null, column: 'NIR', field: 'nir', compared: 18914, agreeing: 18214 },
      { index: 0, header: 'mail', column: 'EMAIL', field: 'email', compared: 12000, agreeing: 11990 },
    ],
    ...part,
  };
}

/** The contract's example as a whole report: one laboratory found, read whole. */
export function sampleReport(part: Partial<Report> = {}): Report {
  return {
    schema: 'rowprint.report/1',
    id: 'r_20261122_k3f9',
    createdAt: '2026-11-22T01:33:00.000Z',
    suspect: {
      name: 'leak.txt',
      sha256: 'a'.repeat(64),
      bytes: 7793173,
      format: 'csv',
      encoding: 'windows-1252',
      dialect: { delimiter: '\t', quote: '"', escape: '"', header: false, skippedRows: 0 },
      rows: 50167,
      columns: [{ index: 0, header: null, field: 'email', filled: 0.68 }],
    },
    coverage: { complete: true, bytesRead: 7793173, skipped: [] },
    comparedWith: [samplePrint(), samplePrint({ id: 'p_c', name: 'lab_c', controller: 'Laboratory C' })],
    overlaps: [sampleOverlap()],
    population: {
      persons: 17970,
      rowsExplained: 18914,
      rowsUnexplained: 31253,
      byController: [{ controller: 'Laboratory A', persons: 17970 }],
      expectedByChance: 0.0004,
    },
    limits: { maxFalseShare: 0.001 },
    warnings: [],
    elapsedMs: 812,
    ...part,
  };
}

/** The same report when nothing of ours was found. */
export function cleanReport(part: Partial<Report> = {}): Report {
  return sampleReport({
    overlaps: [],
    population: {
      persons: 0,
      rowsExplained: 0,
      rowsUnexplained: 50167,
      byController: [],
      expectedByChance: 0,
    },
    ...part,
  });
}

/** A report on a file of 40 GB of which 2 MB were read. */
export function estimatedReport(part: Partial<Report> = {}): Report {
  const { suspect, population } = sampleReport();
  const rows = {
    total: 200_000_000,
    present: 180_000_000,
    household: 0,
    share: 0.9,
    interval: [0.8812, 0.9163] as const,
    method: 'sampled' as const,
  };
  return sampleReport({
    suspect: { ...suspect, bytes: 40e9, sha256: '', rows: 200_000_000 },
    coverage: {
      complete: false,
      bytesRead: 2_100_000,
      skipped: [{ what: '40.0 GB of leak.txt', reason: 'estimated from 256 random blocks (2.1 MB)' }],
    },
    overlaps: [sampleOverlap({ rows })],
    population: { ...population, rowsExplained: 180_000_000, rowsUnexplained: 20_000_000 },
    estimate: {
      level: 0.95,
      blocks: 256,
      bytesSampled: 2_100_000,
      rowsSampled: 10_000,
      rowsInterval: [199_000_000, 201_000_000],
      explained: { share: 0.9, interval: [0.8812, 0.9163] },
    },
    ...part,
  });
}

/** A report of which two parts could not be read. */
export function incompleteCoverage(): Report['coverage'] {
  return {
    complete: false,
    bytesRead: 7000000,
    skipped: [
      { what: 'inner/part2.7z', reason: 'encrypted' },
      { what: 'rows 17 to 20', reason: 'columns do not fit', rows: 4 },
    ],
  };
}

/** What `table add` makes of a small table. */
export function sampleTable(part: Partial<TableReport> = {}): TableReport {
  const column = { role: null, distinct: 40000, empty: 12, unreadable: 3, indexed: true, ignored: false };
  return {
    schema: 'rowprint.table/1',
    table: { name: 'lab_a', controller: 'Laboratory A', source: 'lab-a.csv' },
    print: 'p_a',
    snapshotAt: '2026-11-20T14:03:00.000Z',
    rows: 40000,
    persons: 39800,
    keepsKeys: false,
    columns: [
      { ...column, name: 'NIR', field: 'nir', identifyingBits: 28.4 },
      {
        ...column,
        name: 'PRENOM',
        field: 'name',
        role: 'given',
        distinct: 900,
        identifyingBits: 7.2,
        indexed: false,
      },
      { ...column, name: 'COMMENTAIRE', field: 'text', identifyingBits: null, indexed: false, ignored: true },
    ],
    coverage: { complete: true, bytesRead: 5000000, skipped: [] },
    warnings: [],
    elapsedMs: 2300,
    ...part,
  };
}

/** The evidence of a row with every outcome. */
export function sampleExplanation(part: Partial<Explanation> = {}): Explanation {
  const column = (index: number, name: string, field: string) => ({
    index,
    header: null,
    column: name,
    field,
  });
  return {
    schema: 'rowprint.explanation/1',
    report: 'r_20261122_k3f9',
    suspect: 'leak.txt',
    row: 1234,
    verdict: 'present',
    print: { id: 'p_a', name: 'lab_a', kind: 'table' },
    printRow: 17331,
    bits: 46.3,
    thresholdBits: 31.4,
    columns: [
      { ...column(3, 'NIR', 'nir'), outcome: 'agree', bits: 28.4 },
      { ...column(1, 'NOM', 'name'), outcome: 'swapped', bits: 12.1 },
      { ...column(4, 'DATE_NAISSANCE', 'date'), outcome: 'near', bits: 9.2 },
      { ...column(0, 'EMAIL', 'email'), outcome: 'disagree', bits: -3.4 },
      { ...column(5, 'TELEPHONE', 'phone'), outcome: 'empty', bits: 0 },
    ],
    notes: ['The runner-up is 12.0 bits behind.'],
    ...part,
  };
}
