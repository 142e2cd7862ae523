import type { ExposureCode, Severity } from '../exposure.ts';

/** Facts that are graver together than each alone. */
export interface SeverityRule {
  /** All have to stand; each as any one of its codes. */
  readonly together: readonly SeverityNeed[];
  /** 'object': on the same path. 'endpoint': anywhere on the server. */
  readonly within: 'object' | 'endpoint';
  /** The findings that are raised, where they stand: to at least that severity. */
  readonly raises: readonly ExposureCode[];
  readonly to: Severity;
  /** Why, for people. */
  readonly because: string;
}

/** One of the facts of a rule. */
export interface SeverityNeed {
  readonly anyOf: readonly ExposureCode[];
  /** Only a file that the sweep got at without a login: what the owner of an account may read is not open to all. */
  readonly forAnybody?: boolean;
}

const ANONYMOUS = ['ftp.anonymous-login', 'ftp.anonymous-lists', 'ftp.anonymous-reads'] as const;
const OPEN_WEB = [
  'http.open-listing',
  'http.unauthenticated-download',
  'http.open-bucket',
  'http.webdav-open',
] as const;
const STRANGERS_READ = [
  'ftp.anonymous-reads',
  'http.unauthenticated-download',
  'http.open-bucket',
  'http.webdav-open',
] as const;
const CLEAR_TEXT = ['ftp.clear-text-login', 'ftp.clear-text-data', 'http.clear-text'] as const;

/** Every combination that counts. Order says nothing: the highest that applies wins. */
export const SEVERITY_RULES: readonly SeverityRule[] = [
  {
    together: [{ anyOf: ['ftp.anonymous-login'] }, { anyOf: ['ftp.anonymous-lists', 'ftp.anonymous-reads'] }],
    within: 'endpoint',
    raises: ANONYMOUS,
    to: 'high',
    because: 'Anybody gets in and finds something there.',
  },
  {
    together: [{ anyOf: ANONYMOUS }, { anyOf: ['data.ours-exposed', 'leak.present-on'], forAnybody: true }],
    within: 'endpoint',
    raises: [...ANONYMOUS, 'data.ours-exposed', 'leak.present-on'],
    to: 'critical',
    because: 'Anybody can read rows of ours there: this is a breach, not a weakness.',
  },
  {
    together: [{ anyOf: ['http.open-listing'] }, { anyOf: ['http.unauthenticated-download'] }],
    within: 'endpoint',
    raises: ['http.open-listing', 'http.unauthenticated-download'],
    to: 'high',
    because: 'Anybody finds the files and gets them.',
  },
  {
    together: [{ anyOf: OPEN_WEB }, { anyOf: ['data.ours-exposed', 'leak.present-on'], forAnybody: true }],
    within: 'endpoint',
    raises: [...OPEN_WEB, 'data.ours-exposed', 'leak.present-on'],
    to: 'critical',
    because: 'Anybody can read rows of ours there: this is a breach, not a weakness.',
  },
  {
    together: [
      { anyOf: ['data.ours-exposed'] },
      { anyOf: ['data.unencrypted'] },
      { anyOf: ['data.special-category'] },
    ],
    within: 'object',
    raises: ['data.ours-exposed', 'data.unencrypted', 'data.special-category'],
    to: 'critical',
    because: 'Health, NIR, logins or money of our own people lie there for whoever gets at the file.',
  },
  {
    together: [{ anyOf: ['leak.present-on'] }, { anyOf: ['data.ours-exposed'] }],
    within: 'object',
    raises: ['leak.present-on', 'data.ours-exposed'],
    to: 'critical',
    because: 'A file with rows of ours has the rows of a leak: it may be where the leak came from.',
  },
  {
    together: [{ anyOf: ['data.stale-extract'] }, { anyOf: ['data.ours-exposed'] }],
    within: 'object',
    raises: ['data.stale-extract', 'data.ours-exposed'],
    to: 'high',
    because: 'Rows of ours were not deleted when their purpose ended.',
  },
  {
    together: [{ anyOf: ['data.over-extraction'] }, { anyOf: ['data.special-category'] }],
    within: 'object',
    raises: ['data.over-extraction'],
    to: 'high',
    because: 'Nobody asked for these columns, and they stand beside the gravest kind of data.',
  },
  {
    together: [{ anyOf: ['data.backup-or-dump'] }, { anyOf: ['data.ours-exposed', 'data.special-category'] }],
    within: 'object',
    raises: ['data.backup-or-dump'],
    to: 'high',
    because: 'A whole copy of a database is open, with people in it.',
  },
  {
    together: [
      { anyOf: STRANGERS_READ },
      { anyOf: ['data.special-category', 'data.backup-or-dump'], forAnybody: true },
    ],
    within: 'endpoint',
    raises: ['data.special-category', 'data.backup-or-dump'],
    to: 'high',
    because: 'Anybody can fetch files from this server, this one most likely too.',
  },
  {
    together: [{ anyOf: CLEAR_TEXT }, { anyOf: ['data.ours-exposed'] }],
    within: 'endpoint',
    raises: CLEAR_TEXT,
    to: 'high',
    because: 'Rows of ours cross the network as they are.',
  },
  {
    together: [{ anyOf: ['ftp.claims-writable'] }, { anyOf: ['ftp.anonymous-login'] }],
    within: 'endpoint',
    raises: ['ftp.claims-writable'],
    to: 'high',
    because: 'Anybody may leave files there, or replace those that others fetch.',
  },
];
