import type { Option } from './option.ts';

/** How alerts are sent. */
export const ALERT_OPTIONS = {
  smtpUrl: {
    type: 'smtpUrl',
    unit: null,
    default: null,
    sentence: 'Mail server that alerts are sent by, with its login; alerts are not mailed without it.',
    env: 'ROWPRINT_SMTP_URL',
    secret: true,
  },
  mailFrom: {
    type: 'contact',
    unit: null,
    default: 'rowprint@localhost',
    sentence: 'Address that alerts are mailed from.',
    env: 'ROWPRINT_MAIL_FROM',
  },
  alertTrustedHosts: {
    type: 'hosts',
    unit: null,
    default: null,
    sentence: 'Hosts that alerts may be sent to without TLS, and also at link-local addresses.',
    env: 'ROWPRINT_ALERT_TRUSTED_HOSTS',
  },
  alertTimeoutMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '15000',
    sentence: 'Longest that one attempt to send an alert may take.',
    env: 'ROWPRINT_ALERT_TIMEOUT_MS',
  },
  alertMaxAttempts: {
    type: 'count',
    unit: 'times',
    default: '20',
    sentence: 'Most attempts to send an alert; the pauses double from 5 seconds to an hour.',
    env: 'ROWPRINT_ALERT_MAX_ATTEMPTS',
  },
  alertMaxAgeMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '86400000',
    sentence: 'Age from which an alert that did not arrive is given up.',
    env: 'ROWPRINT_ALERT_MAX_AGE_MS',
  },
  alertAfterFailures: {
    type: 'count',
    unit: 'times',
    default: '3',
    sentence: 'Sweeps in a row that did not reach a server, from which an alert is raised.',
    env: 'ROWPRINT_ALERT_AFTER_FAILURES',
  },
} as const satisfies Record<string, Option>;
