import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { AssetObservation, Detector } from '../../../scanners/exposure.ts';
import { detectors } from '../../../scanners/exposures/registry.ts';
import { runDetectors } from '../../../src/pipelines/exposures/run-detectors.ts';
import { assetOf, contextOf, failure, ftpServer } from '../../scanners/exposures/sample-observations.ts';

async function* each(assets: Iterable<AssetObservation>): AsyncIterable<AssetObservation> {
  yield* assets;
}

/** A detector that finds the assets without rows, and tells what it is asked to rule out. */
function recordingDetector(part: Partial<Detector> = {}): {
  readonly detector: Detector;
  readonly asked: [string | null, unknown][];
  readonly seen: string[];
} {
  const asked: [string | null, unknown][] = [];
  const seen: string[] = [];
  const detector: Detector = {
    code: 'data.ours-exposed',
    title: '',
    advice: '',
    begin: () => ({
      see: (asset) => seen.push(asset.path),
      findings: () => [{ path: '/found', severity: 'low', proof: 'proven', evidence: { seen: seen.length } }],
      rulesOut(path, asset) {
        asked.push([path, asset]);
        return true;
      },
    }),
    ...part,
  };
  return { detector, asked, seen };
}

describe('the detectors of a sweep', () => {
  test('see every asset once, then are asked for their findings', async () => {
    const one = recordingDetector();
    const other = recordingDetector({ code: 'data.unencrypted' });

    const { findings } = await runDetectors(
      [one.detector, other.detector],
      contextOf(),
      each([assetOf({ path: '/a' }), assetOf({ path: '/b' })]),
      new Set(),
    );

    expect(one.seen).toEqual(['/a', '/b']);
    expect(other.seen).toEqual(['/a', '/b']);
    expect(findings.map(({ code, evidence }) => [code, evidence.seen])).toEqual([
      ['data.ours-exposed', 2],
      ['data.unencrypted', 2],
    ]);
  });

  test('rule on an asset as it is now', async () => {
    const { detector, asked } = recordingDetector();
    const asset = assetOf({ path: '/a' });

    const { rulesOut } = await runDetectors([detector], contextOf(), each([asset]), new Set(['/a']));

    expect(rulesOut('data.ours-exposed', '/a')).toBe(true);
    expect(asked).toEqual([['/a', asset]]);
  });

  test('rule on the endpoint as a whole', async () => {
    const { detector, asked } = recordingDetector();

    const { rulesOut } = await runDetectors([detector], contextOf(), each([]), new Set());

    expect(rulesOut('data.ours-exposed', null)).toBe(true);
    expect(asked).toEqual([[null, null]]);
  });

  test.each([
    ['a complete listing', {}, 'gone'],
    ['a listing with gaps', { listingIsComplete: false }, 'unseen'],
    ['a visit that failed', { server: ftpServer({}, failure()) }, 'unseen'],
  ] as const)('with %s, a file that is missing is %s%s', async (_, context, state) => {
    const { detector, asked } = recordingDetector();

    const { rulesOut } = await runDetectors([detector], contextOf(context), each([]), new Set(['/a']));
    rulesOut('data.ours-exposed', '/a');

    expect(asked).toEqual([['/a', state]]);
  });

  test('know nothing of a path that nobody was interested in', async () => {
    const { detector, asked } = recordingDetector();
    const asset = assetOf({ path: '/a' });

    const { rulesOut } = await runDetectors([detector], contextOf(), each([asset]), new Set(['/b']));
    rulesOut('data.ours-exposed', '/a');

    expect(asked).toEqual([['/a', 'unseen']]);
  });

  test('rule nothing out for a code that none answers for', async () => {
    const { detector } = recordingDetector();

    const { rulesOut } = await runDetectors([detector], contextOf(), each([]), new Set());

    expect(rulesOut('data.of-an-older-version', null)).toBe(false);
  });

  test('end with the signal', async () => {
    const { detector, seen } = recordingDetector();

    await expect(
      runDetectors([detector], contextOf(), each([assetOf()]), new Set(), AbortSignal.abort()),
    ).rejects.toMatchObject({ code: 'RP_CANCELLED' });
    expect(seen).toEqual([]);
  });

  test('let assets go, all but those of interest', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const met: WeakRef<AssetObservation>[] = [];
    let alive = 0;
    async function* many(): AsyncIterable<AssetObservation> {
      for (let at = 0; at < 1_000; at++) {
        const asset = assetOf({ path: `/${at}` });
        met.push(new WeakRef(asset));
        yield asset;
      }
      // What a weak reference was made of is held to the end of the turn.
      await setImmediate();
      collect();
      alive = met.filter((asset) => asset.deref() !== undefined).length;
    }
    const paths = new Set(['/7', '/8', '/not-there']);

    await runDetectors(detectors, contextOf(), many(), paths);

    expect(alive).toBeGreaterThanOrEqual(2);
    expect(alive).toBeLessThan(10);
  });
});
