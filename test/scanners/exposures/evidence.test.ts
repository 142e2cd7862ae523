import { describe, expect, test } from 'vitest';
import type { AssetObservation, Detector, Evidence } from '../../../scanners/exposure.ts';
import { detectors } from '../../../scanners/exposures/registry.ts';
import { ASSET_CASES } from './asset-cases.ts';
import { ENDPOINT_CASES } from './endpoint-cases.ts';
import { assetOf, contextOf, failure, ftpServer, overlapOf, tlsFacts } from './sample-observations.ts';

function evidenceOf(code: Detector['code'], asset: Partial<AssetObservation>): Evidence {
  const detection = detectors.find((detector) => detector.code === code)!.begin(contextOf());
  detection.see(assetOf(asset));
  return detection.findings()[0]!.evidence;
}

describe('evidence', () => {
  test('names tables with rows, people and columns, and how many people at most', () => {
    const overlaps = [
      overlapOf({ name: 'lab_b', controller: null, rowsPresent: 10, persons: 9, columns: [] }),
      overlapOf(),
    ];

    expect(evidenceOf('data.ours-exposed', { overlaps })).toMatchObject({
      tables: [
        'lab_a (Laboratory A): 18,914 rows, 17,970 people; columns NIR, EMAIL',
        'lab_b: 10 rows, 9 people',
      ],
      tableCount: 2,
      persons: 17_970,
      personsAtMost: 17_979,
    });
  });

  test('tells a leak in both directions', () => {
    const overlaps = [overlapOf({ kind: 'suspect', name: 'leak-1' })];

    expect(evidenceOf('leak.present-on', { overlaps, rows: 40_000 })).toMatchObject({
      suspects: [
        'leak-1: 18,914 rows of 40,000 of this file are in it; 17,970 of its 40,000 rows (44.9 %) are in this file',
      ],
    });
  });

  test('names the columns and why they are sensitive', () => {
    const columns = [
      { header: 'RESULTAT', field: 'number' },
      { header: null, field: 'nir' },
    ];

    expect(evidenceOf('data.special-category', { columns })).toMatchObject({
      categories: ['NIR', 'health'],
      columns: ['RESULTAT: health, by its header', 'column 2: NIR, by its values'],
    });
  });

  test('names the columns that nobody declared', () => {
    const undeclaredColumns = ['COMMENTAIRE', 'column 12', '1850578006084'];

    expect(
      evidenceOf('data.over-extraction', { overlaps: [overlapOf({ undeclaredColumns })] }),
    ).toMatchObject({
      columns: ['COMMENTAIRE', 'column 12', 'a column without a name'],
      columnCount: 3,
    });
  });

  test('names the certificate and the days it has left', () => {
    const tls = tlsFacts({ validTo: '2026-11-20T12:00:00.000Z', problem: 'CERT_HAS_EXPIRED' });
    const detection = detectors
      .find(({ code }) => code === 'tls.certificate')!
      .begin(contextOf({ server: ftpServer({}, { tls }) }));

    expect(detection.findings()[0]!.evidence).toMatchObject({
      problem: 'CERT_HAS_EXPIRED',
      daysLeft: -2,
      subject: 'CN=ftp.example.org',
      sha256: 'a'.repeat(64),
    });
  });

  test('holds no header that may be a cell', () => {
    const cells = ['someone@example.org', '1850578006084', '0612345678'];
    const columns = cells.map((header) => ({ header, field: 'nir' }));
    const overlaps = [overlapOf({ undeclaredColumns: cells }), overlapOf({ kind: 'suspect' })];
    const found = detectors.flatMap(({ begin }) => {
      const detection = begin(contextOf({ extractsEndAt: '2026-11-01' }));
      detection.see(assetOf({ columns, overlaps, path: '/a.sql' }));
      return detection.findings();
    });

    expect(found.length).toBeGreaterThanOrEqual(7);
    for (const cell of cells) expect(JSON.stringify(found)).not.toContain(cell);
  });

  test('is small, however much a server says', () => {
    const long = 'x'.repeat(100_000);
    const columns = Array.from({ length: 5_000 }, () => ({ header: `diagnostic ${long}`, field: 'text' }));
    const overlaps = Array.from({ length: 500 }, () =>
      overlapOf({ columns: Array(500).fill('column'), undeclaredColumns: Array(500).fill(long) }),
    );
    const server = ftpServer(
      {},
      {
        ...failure(),
        software: 'other',
        tls: tlsFacts({ isForHost: false, subject: long, issuer: long }),
      },
    );
    for (const { code, begin } of detectors) {
      const detection = begin(contextOf({ server, previous: null }));
      detection.see(assetOf({ columns, overlaps }));

      expect([code, JSON.stringify(detection.findings()).length < 5_000]).toEqual([code, true]);
    }
  });

  test('lists at most ten examples', () => {
    for (const { code, context, ...known } of [...ENDPOINT_CASES, ...ASSET_CASES]) {
      const detection = detectors.find((detector) => detector.code === code)!.begin(context);
      if ('asset' in known) detection.see(known.asset as AssetObservation);
      for (const { evidence } of detection.findings())
        for (const value of Object.values(evidence))
          expect(Array.isArray(value) ? value.length : 0).toBeLessThanOrEqual(10);
    }
  });
});
