import type { Clock } from '../core/clock.ts';
import type { AccessStore } from '../store/access-records.ts';
import type { AuditStore } from '../store/audit-records.ts';
import type { AccessSettings } from './access-settings.ts';
import { Accounts } from './accounts.ts';
import type { AuditLog } from './audit-log.ts';
import { ChainedAuditLog } from './chained-audit-log.ts';
import { FirstAdmin } from './first-admin.ts';
import { RequestLimit } from './limits.ts';
import { Locks } from './locks.ts';
import { Passwords } from './passwords.ts';
import { Provider } from './provider.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { SessionKeeper } from './sessions.ts';
import { SignIn } from './sign-in.ts';
import { TokenKeeper } from './tokens.ts';
import { type AuditVerification, verifyAudit } from './verify-audit.ts';

/** Where the provider sends people back to. */
export const PROVIDER_CALLBACK = '/auth/oidc/callback';

/** What access is put together from. */
export interface AccessParts {
  readonly store: { readonly access: AccessStore; readonly audit: AuditStore };
  /** The subkeys of the master key. */
  readonly keys: { subkey(purpose: string): Uint8Array };
  readonly clock: Clock;
  readonly settings: AccessSettings;
  /** Null: nobody signs in with a provider. */
  readonly provider: ProviderSettings | null;
}

/** Who somebody is, what they may do, and what was done. One for each process that answers requests. */
export interface Access {
  readonly store: AccessStore;
  readonly auditStore: AuditStore;
  readonly settings: AccessSettings;
  readonly audit: AuditLog;
  readonly passwords: Passwords;
  readonly sessions: SessionKeeper;
  readonly tokens: TokenKeeper;
  readonly locks: Locks;
  readonly accounts: Accounts;
  readonly firstAdmin: FirstAdmin;
  readonly signIn: SignIn;
  readonly provider: Provider | null;
  readonly requests: RequestLimit;
  /** Look through the audit log. @param knownHead a head that was noted elsewhere */
  verifyAudit(knownHead?: string): Promise<AuditVerification>;
}

/** Put access together. Each purpose has a subkey of its own. */
export function createAccess({ store: { access: store, audit: auditStore }, ...parts }: AccessParts): Access {
  const { keys, clock, settings } = parts;
  const auditKey = keys.subkey('audit');
  const audit = new ChainedAuditLog(auditStore, auditKey, clock);
  const passwords = new Passwords(keys.subkey('access/passwords'));
  const sessions = new SessionKeeper(store, keys.subkey('access/sessions'), clock, settings);
  const tokens = new TokenKeeper(store, clock);
  const locks = new Locks(store.failures, keys.subkey('access/names'), clock, settings);
  const callback = settings.origin + PROVIDER_CALLBACK;
  return {
    store,
    auditStore,
    settings,
    audit,
    passwords,
    sessions,
    tokens,
    locks,
    accounts: new Accounts({ store, clock, passwords, sessions, tokens, locks }),
    firstAdmin: new FirstAdmin(store, passwords),
    signIn: new SignIn({ store, passwords, locks, audit }),
    provider: parts.provider && new Provider(parts.provider, keys.subkey('access/provider'), clock, callback),
    requests: new RequestLimit(settings.requestLimit),
    async verifyAudit(knownHead) {
      const mayBeEmpty = (await store.users.count()) === 0;
      return verifyAudit(auditStore, auditKey, {
        mayBeEmpty,
        ...(knownHead === undefined ? {} : { knownHead }),
      });
    },
  };
}
