import type { Option } from './option.ts';

/** Who gets in. */
export const ACCESS_OPTIONS = {
  publicUrl: {
    type: 'origin',
    unit: null,
    default: null,
    sentence:
      'Where people reach the service, where that is not where it listens; with https cookies are for TLS only.',
    env: 'ROWPRINT_PUBLIC_URL',
  },
  allowedHosts: {
    type: 'names',
    unit: null,
    default: null,
    sentence: 'Further names, with their port, that the service answers to.',
    env: 'ROWPRINT_ALLOWED_HOSTS',
  },
  proxies: {
    type: 'few',
    unit: null,
    default: '0',
    sentence: 'Proxies in front of the service, each of which adds to X-Forwarded-For.',
    env: 'ROWPRINT_PROXIES',
  },
  sessionIdleMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '7200000',
    sentence: 'Time after which a session that nobody used ends.',
    env: 'ROWPRINT_SESSION_IDLE_MS',
  },
  sessionMaxMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '43200000',
    sentence: 'Longest that a session lasts.',
    env: 'ROWPRINT_SESSION_MAX_MS',
  },
  lockAfterFailures: {
    type: 'count',
    unit: 'times',
    default: '10',
    sentence: 'Wrong passwords in a row after which a name is locked.',
    env: 'ROWPRINT_LOCK_AFTER_FAILURES',
  },
  lockMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '900000',
    sentence: 'How long a name is locked at first; each further wrong password doubles it, up to a day.',
    env: 'ROWPRINT_LOCK_MS',
  },
  requestsPerMinute: {
    type: 'count',
    unit: 'requests',
    default: '120000',
    sentence: 'Most requests a minute of one user, or of one address where nobody is signed in.',
    env: 'ROWPRINT_REQUESTS_PER_MINUTE',
  },
  oidcIssuer: {
    type: 'issuer',
    unit: null,
    default: null,
    sentence: 'The provider (OpenID Connect) that people may sign in with.',
    env: 'ROWPRINT_OIDC_ISSUER',
  },
  oidcClientId: {
    type: 'text',
    unit: null,
    default: null,
    sentence: 'What the service is called at the provider.',
    env: 'ROWPRINT_OIDC_CLIENT_ID',
  },
  oidcClientSecretFile: {
    type: 'path',
    unit: null,
    default: null,
    sentence:
      'File with the secret of the service at the provider, readable by its owner only; none: PKCE alone.',
    env: 'ROWPRINT_OIDC_CLIENT_SECRET_FILE',
  },
  oidcLabel: {
    type: 'text',
    unit: null,
    default: 'Sign in with your organisation',
    sentence: 'What the button for the provider says.',
    env: 'ROWPRINT_OIDC_LABEL',
  },
  oidcScopes: {
    type: 'names',
    unit: null,
    default: 'openid,profile,email',
    sentence: 'What the provider is asked to tell.',
    env: 'ROWPRINT_OIDC_SCOPES',
  },
  oidcGroupsClaim: {
    type: 'text',
    unit: null,
    default: 'groups',
    sentence: 'Claim with the groups of a person; dots lead into others, as in realm_access.roles.',
    env: 'ROWPRINT_OIDC_GROUPS_CLAIM',
  },
  oidcRoles: {
    type: 'roles',
    unit: null,
    default: null,
    sentence:
      'Roles that groups give at each sign-in; without it people begin as viewers and admins give roles.',
    env: 'ROWPRINT_OIDC_ROLES',
  },
  oidcAllowedDomains: {
    type: 'names',
    unit: null,
    default: null,
    sentence: 'Only people with a verified mail address of these domains are let in.',
    env: 'ROWPRINT_OIDC_ALLOWED_DOMAINS',
  },
  oidcAllowedGroups: {
    type: 'names',
    unit: null,
    default: null,
    sentence: 'Only members of one of these groups are let in.',
    env: 'ROWPRINT_OIDC_ALLOWED_GROUPS',
  },
} as const satisfies Record<string, Option>;
