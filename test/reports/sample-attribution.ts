import type { AttributedEndpoint, Attribution, TakenVersion } from '../../src/reports/attribution.ts';
import type { Report } from '../../src/reports/report.ts';
import { sampleOverlap, samplePrint, sampleReport } from './sample-report.ts';

/** A server that was read whole and is still there. */
export function sampleAttributedEndpoint(part: Partial<AttributedEndpoint> = {}): AttributedEndpoint {
  return {
    name: 'processor',
    url: 'ftp://ftp.example.org/exports/',
    filesCompared: 12,
    lastSweptAt: '2026-11-21T03:00:00.000Z',
    wasReached: true,
    wasReadWhole: true,
    partsNotRead: 0,
    isGone: false,
    ...part,
  };
}

/** The middle one of three versions, told by rows that changed. */
export function sampleVersion(part: Partial<TakenVersion> = {}): TakenVersion {
  return {
    print: 'p_f1',
    endpoint: 'processor',
    path: '/exports/lab-a.csv',
    versions: 3,
    fitting: 1,
    isTold: true,
    takenAfter: '2026-03-01T03:00:00.000Z',
    takenBefore: '2026-04-01T03:00:00.000Z',
    firstSeenAt: '2026-03-08T03:00:00.000Z',
    lastSeenAt: '2026-03-24T03:00:00.000Z',
    rowsFitting: 12_003,
    rowsFittingNext: 11_250,
    rowsPresent: 12_010,
    rowsPresentInNext: 11_900,
    cellsAgreeing: 90_000,
    cellsAgreeingInNext: 88_000,
    reverseShare: 0.6,
    reverseShareOfNext: 0.58,
    ...part,
  };
}

/** The model case: two files of one server explain nine tenths. */
export function sampleAttribution(part: Partial<Attribution> = {}): Attribution {
  const asset = { endpoint: 'processor' };
  const first = { ...asset, print: 'p_f1', path: '/exports/lab-a.csv' };
  return {
    rowsOnNoServer: 5017,
    rowsOnServersOnly: 1203,
    explainedBy: {
      assets: [
        { ...first, rows: 30_100, addedRows: 30_100 },
        { ...asset, print: 'p_f2', path: '/exports/lab-c.csv', rows: 16_000, addedRows: 15_050 },
      ],
      rows: 45_150,
      share: 0.9,
      method: 'exact',
    },
    otherAssets: [{ ...asset, print: 'p_f3', path: '/backup/old.csv', rows: 12_000, share: 0.2392 }],
    undeclaredColumns: [
      {
        index: 8,
        header: null,
        column: 'COMMENTAIRE',
        field: 'text',
        assets: [first],
        table: { name: 'lab_a', column: 'COMMENTAIRE' },
      },
    ],
    versions: [sampleVersion()],
    endpoints: [sampleAttributedEndpoint()],
    ...part,
  };
}

/** A report on a leak that stands on a server for nine tenths, and in the tables of three controllers. */
export function attributedReport(attribution: Partial<Attribution> = {}, part: Partial<Report> = {}): Report {
  const rowsOf = (present: number): Report['overlaps'][number]['rows'] => {
    const share = present / 50_167;
    return { ...sampleOverlap().rows, present, household: 0, share, interval: [share, share] };
  };
  const endpoint = samplePrint({ id: 'ep_1', kind: 'endpoint', name: 'processor', controller: null });
  const file = (id: string, path: string): Report['overlaps'][number]['print'] =>
    samplePrint({ id, kind: 'asset', name: `processor: ${path}`, controller: null });
  const reverse = { total: 90_000, present: 45_150, share: 0.5017 };
  return sampleReport({
    overlaps: [
      sampleOverlap({ print: endpoint, rows: rowsOf(45_150), reverse, persons: 44_000 }),
      sampleOverlap({ print: file('p_f1', '/exports/lab-a.csv'), rows: rowsOf(30_100) }),
      sampleOverlap(),
      sampleOverlap({ print: file('p_f2', '/exports/lab-c.csv'), rows: rowsOf(16_000) }),
      sampleOverlap({ print: file('p_f1b', '/exports/lab-a.csv'), rows: rowsOf(15_000) }),
    ],
    population: {
      persons: 46_173,
      rowsExplained: 45_600,
      rowsUnexplained: 4567,
      byController: ['Laboratory A', 'Laboratory B', 'Laboratory C'].map((controller) => ({
        controller,
        persons: 17_000,
      })),
      expectedByChance: 0.01,
    },
    attribution: sampleAttribution(attribution),
    ...part,
  });
}
