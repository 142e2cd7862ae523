import type { AssetObservation, DetectionContext, ExposureCode } from '../../scanners/exposure.ts';
import { detectors } from '../../scanners/exposures/registry.ts';
import { ftpScanner } from '../../scanners/ftp/ftp-scanner.ts';
import { httpScanner } from '../../scanners/http/http-scanner.ts';
import type { ListedFile } from '../../scanners/scanner.ts';
import { type Sweep, sweepServer } from '../../test/servers/sweep-server.ts';

/** The exposures of a server that one sweep of ours finds, without reading its files. */
export async function ourFindings(url: URL): Promise<readonly ExposureCode[]> {
  const scanner = url.protocol === 'ftp:' ? ftpScanner : httpScanner;
  const sweep = await sweepServer(scanner, url, { fetches: false, probes: true });
  return detectors
    .filter(({ begin }) => {
      const detection = begin(contextOf(sweep));
      for (const file of sweep.files) detection.see(assetOf(file));
      return detection.findings().length > 0;
    })
    .map(({ code }) => code);
}

/** As in the first sweep of an endpoint, with the defaults of the settings. */
function contextOf({ observations, failure }: Sweep): DetectionContext {
  return {
    nowMs: Date.now(),
    server: observations,
    listingIsComplete: failure === null,
    staleAfterDays: 90,
    extractsEndAt: null,
    certificateWarningDays: 30,
    previous: null,
    changes: { added: 0, changed: 0, gone: 0 },
  };
}

function assetOf({ path, bytes, modifiedAt }: ListedFile): AssetObservation {
  return {
    path,
    state: 'skipped',
    bytes,
    modifiedAt,
    firstSeenAt: new Date().toISOString(),
    encryption: undefined,
    format: null,
    rows: null,
    columns: [],
    overlaps: [],
  };
}
