import { type Access, createAccess } from '../../src/access/access.ts';
import type { AccessSettings } from '../../src/access/access-settings.ts';
import type { ProviderSettings } from '../../src/access/provider-settings.ts';
import { macOf } from '../../src/access/secrets.ts';
import type { Store } from '../../src/store/store.ts';

/** A password that passes every rule. */
export const PASSWORD = 'violet anchors hum quietly';
export const OTHER_PASSWORD = 'nine lanterns over Brest';
/** Where the service of tests is reached. */
export const ORIGIN = 'http://127.0.0.1:7411';
const START_MS = Date.parse('2026-11-22T08:00:00.000Z');

export const SETTINGS: AccessSettings = {
  sessionIdleMs: 2 * 3_600_000,
  sessionMaxMs: 12 * 3_600_000,
  lockAfterFailures: 3,
  lockMs: 60_000,
  requestLimit: { times: 10_000, seconds: 60 },
  origin: ORIGIN,
};

/** A clock that stands still until it is moved. */
export class HandClock {
  ms = START_MS;

  nowMs(): number {
    return this.ms;
  }

  move(ms: number): void {
    this.ms += ms;
  }
}

/** Subkeys of no master. */
export const KEYS = {
  subkey: (purpose: string) => Buffer.from(macOf(new Uint8Array(32), purpose), 'base64url'),
};

/** Access over a store of the test. */
export function testAccess(
  store: Store,
  clock: HandClock,
  settings: Partial<AccessSettings> = {},
  provider: ProviderSettings | null = null,
): Access {
  return createAccess({ store, keys: KEYS, clock, settings: { ...SETTINGS, ...settings }, provider });
}
