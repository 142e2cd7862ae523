import type { Severity } from '../../src/core/severity.ts';
import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';
import { told } from '../shared/told.ts';

/** Codes of scanners/errors.ts after which nobody knows what is on the server. */
const BLINDING: ReadonlyMap<string, Severity> = new Map([
  ['RP_UNREACHABLE', 'low'],
  ['RP_OUT_OF_SCOPE', 'low'],
  ['RP_SERVER_BUSY', 'low'],
  ['RP_TRANSFER_BROKEN', 'low'],
  ['RP_SERVER_MISBEHAVED', 'low'],
  ['RP_TLS_NOT_TRUSTED', 'medium'],
]);
const REFUSED = 'RP_ACCESS_REFUSED';
/** A limit of ours: the server was reached, and the report says what was not looked at. */
const OWN_LIMIT = 'RP_BUDGET_SPENT';

/**
 * The sweep could not look, so that nothing that it would have seen is known. A server that refuses strangers was
 * reached and does what it should; one that refuses the login that we were given is out of sight.
 */
export const sweepUnreachable: Detector = {
  code: 'sweep.unreachable',
  title: 'The sweep could not look at the server: what is there now is unknown.',
  advice: 'Check that the server runs, that the mandate still holds, and that the login still works.',
  begin: ({ server: { failure, login } }) =>
    endpointDetection(() => {
      if (failure === null || failure.code === OWN_LIMIT) return 'fine';
      if (failure.code === REFUSED && login === 'none') return 'fine';
      const severity = failure.code === REFUSED ? 'medium' : BLINDING.get(failure.code);
      if (severity === undefined) return 'unknown';
      return {
        severity,
        proof: 'proven',
        evidence: { failure: failure.code, reason: told(failure.message), login },
      };
    }),
};
