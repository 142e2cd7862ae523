import { describe, expect, test } from 'vitest';
import {
  type Detection,
  type Detector,
  EXPOSURE_CODES,
  type ExposureCode,
} from '../../../scanners/exposure.ts';
import { detectors } from '../../../scanners/exposures/registry.ts';
import { ASSET_CASES } from './asset-cases.ts';
import { ENDPOINT_CASES, type EndpointCase } from './endpoint-cases.ts';
import { assetOf, contextOf, failure, ftpServer, httpServer } from './sample-observations.ts';

function detectorOf(code: ExposureCode): Detector {
  return detectors.find((detector) => detector.code === code)!;
}

function expectVerdict(detection: Detection, { verdict }: EndpointCase, rulesOut: boolean): void {
  const found = detection.findings().map(({ severity, proof }) => [severity, proof]);

  expect(found).toEqual(typeof verdict === 'string' ? [] : [verdict]);
  expect(rulesOut).toBe(verdict === 'fine');
}

describe('detectors of the server', () => {
  test.each(ENDPOINT_CASES)('$code: $name', (known) => {
    const detection = detectorOf(known.code).begin(known.context);

    expectVerdict(detection, known, detection.rulesOut(null, null));
    expect(detection.rulesOut('/pub/file.csv', 'gone')).toBe(false);
  });
});

describe('detectors of assets', () => {
  test.each(ASSET_CASES)('$code: $name', (known) => {
    const detection = detectorOf(known.code).begin(known.context);
    detection.see(known.asset);

    expectVerdict(detection, known, detection.rulesOut(known.asset.path, known.asset));
    expect(detection.findings().every(({ path }) => path === known.asset.path)).toBe(true);
  });

  test.each([...new Set(ASSET_CASES.map(({ code }) => code))])(
    '%s is ruled out by a file that is gone, not by one that was not seen',
    (code) => {
      const detection = detectorOf(code).begin(contextOf());

      expect(detection.rulesOut('/pub/file.csv', 'gone')).toBe(true);
      expect(detection.rulesOut('/pub/file.csv', 'unseen')).toBe(false);
      expect(detection.rulesOut(null, null)).toBe(false);
    },
  );

  test('the evidence says whether the sweep had a login', () => {
    const accessOf = (login: 'none' | 'given') => {
      const detection = detectorOf('data.backup-or-dump').begin(
        contextOf({ server: ftpServer({}, { login }) }),
      );
      detection.see(assetOf({ path: '/a.sql' }));
      return detection.findings()[0]!.evidence.access;
    };

    expect(accessOf('none')).toBe('anybody');
    expect(accessOf('given')).toBe('login');
  });
});

describe.each(['ftp', 'http'] as const)('%s.served-outside-root', (protocol) => {
  const outsideRoot = [
    { path: '/pub/etc', target: '/etc', proof: 'listed' },
    { path: '/pub/passwd', target: null, proof: 'read' },
  ] as const;
  const begin = (isFound: boolean, failed = false) => {
    const part = failed ? failure() : {};
    const facts = isFound ? { outsideRoot } : {};
    const server = protocol === 'ftp' ? ftpServer(facts, part) : httpServer(facts, part);
    return detectorOf(`${protocol}.served-outside-root`).begin(contextOf({ server }));
  };

  test('finds each place, and believes what it has read', () => {
    expect(begin(true).findings()).toMatchObject([
      { path: '/pub/etc', severity: 'medium', proof: 'claimed', evidence: { target: '/etc' } },
      { path: '/pub/passwd', severity: 'high', proof: 'proven', evidence: { target: null } },
    ]);
  });

  test('is ruled out where the place is gone, or leads out no more', () => {
    expect(begin(false).findings()).toEqual([]);
    expect(begin(false).rulesOut('/pub/etc', 'gone')).toBe(true);
    expect(begin(false).rulesOut('/pub/etc', assetOf({ path: '/pub/etc' }))).toBe(true);
  });

  test('is not ruled out where as many places are told as are kept', () => {
    const many = Array.from({ length: 20 }, (_, at) => ({ ...outsideRoot[0], path: `/${at}` }));
    const server = protocol === 'ftp' ? ftpServer({ outsideRoot: many }) : httpServer({ outsideRoot: many });
    const detection = detectorOf(`${protocol}.served-outside-root`).begin(contextOf({ server }));

    expect(detection.rulesOut('/pub/etc', assetOf({ path: '/pub/etc' }))).toBe(false);
    expect(detection.rulesOut('/pub/etc', 'gone')).toBe(true);
  });

  test('is not ruled out unseen, while found, or by a visit that failed', () => {
    expect(begin(false).rulesOut('/pub/etc', 'unseen')).toBe(false);
    expect(begin(true).rulesOut('/pub/etc', assetOf({ path: '/pub/etc' }))).toBe(false);
    expect(begin(false, true).rulesOut('/pub/etc', assetOf({ path: '/pub/etc' }))).toBe(false);
    expect(begin(false).rulesOut(null, null)).toBe(false);
  });
});

describe('all detectors', () => {
  test.each(EXPOSURE_CODES.filter((code) => !code.endsWith('outside-root')))(
    '%s has a case that is found, one that is fine, one that is unknown',
    (code) => {
      const verdicts = [...ENDPOINT_CASES, ...ASSET_CASES]
        .filter((known) => known.code === code)
        .map(({ verdict }) => (typeof verdict === 'string' ? verdict : 'found'));

      expect(new Set(verdicts)).toEqual(new Set(['found', 'fine', 'unknown']));
    },
  );

  test.each(detectors)('$code is silent and rules nothing out where nobody answered', ({ code, begin }) => {
    const silent = { ...failure(), software: null };
    for (const server of [ftpServer(null, silent), httpServer(null, silent)]) {
      const detection = begin(contextOf({ server, listingIsComplete: false }));

      expect(detection.findings()).toHaveLength(code === 'sweep.unreachable' ? 1 : 0);
      expect(detection.rulesOut(null, null)).toBe(false);
      expect(detection.rulesOut('/pub/file.csv', 'unseen')).toBe(false);
    }
  });
});
