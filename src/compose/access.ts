import { type Access, type AccessParts, createAccess } from '../access/access.ts';
import type { AccessSettings } from '../access/access-settings.ts';
import type { ProviderSettings } from '../access/provider-settings.ts';
import { readSecretFile } from '../config/secret-file.ts';
import type { Settings } from '../config/settings.ts';
import type { Clock } from '../core/clock.ts';
import { UsageError } from '../core/errors.ts';
import type { Store } from '../store/store.ts';

type Subkeys = AccessParts['keys'];

/**
 * Access as the settings say. @param listening where the service listens: people reach it there where ROWPRINT_PUBLIC_URL
 * says nothing else @throws {UsageError} settings that do not go together
 */
export async function openAccess(
  settings: Settings,
  store: Store,
  keys: Subkeys,
  clock: Clock,
  listening: string,
): Promise<Access> {
  const access = createAccess({
    store,
    keys,
    clock,
    settings: accessSettings(settings, settings.publicUrl ?? listening),
    provider: await providerOf(settings),
  });
  await access.passwords.prepare();
  return access;
}

/** Access for the command line: nobody is sent to a provider from there, and a wrong setting of it locks nobody out. */
export function openLocalAccess(settings: Settings, store: Store, keys: Subkeys, clock: Clock): Access {
  const origin = settings.publicUrl ?? '';
  return createAccess({ store, keys, clock, settings: accessSettings(settings, origin), provider: null });
}

function accessSettings(settings: Settings, origin: string): AccessSettings {
  return {
    sessionIdleMs: settings.sessionIdleMs,
    sessionMaxMs: settings.sessionMaxMs,
    lockAfterFailures: settings.lockAfterFailures,
    lockMs: settings.lockMs,
    requestLimit: { times: settings.requestsPerMinute, seconds: 60 },
    origin,
  };
}

async function providerOf(settings: Settings): Promise<ProviderSettings | null> {
  const { oidcIssuer, oidcClientId, oidcClientSecretFile } = settings;
  if (oidcIssuer === null) return null;
  if (oidcClientId === null)
    throw new UsageError('ROWPRINT_OIDC_ISSUER needs ROWPRINT_OIDC_CLIENT_ID: set both, or neither');
  const clientSecret =
    oidcClientSecretFile === null
      ? null
      : await readSecretFile(oidcClientSecretFile, 'ROWPRINT_OIDC_CLIENT_SECRET_FILE');
  return {
    issuer: oidcIssuer,
    clientId: oidcClientId,
    clientSecret,
    label: settings.oidcLabel,
    // Without it the provider does not say who somebody is.
    scopes: [...new Set(['openid', ...settings.oidcScopes])],
    groupsClaim: settings.oidcGroupsClaim,
    roles: settings.oidcRoles ?? {},
    allowedDomains: (settings.oidcAllowedDomains ?? []).map((domain) => domain.toLowerCase()),
    allowedGroups: settings.oidcAllowedGroups ?? [],
  };
}
