import type { Severity } from '../exposure.ts';

/** What a file is by its name, which proves nothing. */
export interface NamedKind {
  readonly kind: string;
  readonly severity: Severity;
  /** It was made to be kept and then deleted: an archive of software is not. */
  readonly isCopyOfData: boolean;
}

/** The end of a path says it; a longer one would only cost time. */
const MOST_PATH_CHARS = 500;
const PACKED = '(\\.(gz|bz2|xz|zst|lz4|zip|7z|rar))?(\\.\\d+)?$';

/** First match counts. Paths are folded to lower case. Sources: the usual suffixes of each product's own tools. */
const KINDS: readonly (readonly [RegExp, string, Severity, boolean])[] = [
  [/\/\.(git|svn|hg|bzr)\//, 'version control', 'medium', false],
  [
    /\/(id_(rsa|dsa|ecdsa|ed25519)|[^/]*\.(key|p12|pfx|jks|ppk|kdbx?|keytab|agilekeychain))$/,
    'store of keys or passwords',
    'medium',
    false,
  ],
  [
    /\/(\.env(\.(?!example$|sample$|dist$|template$)[^/]*)?|[^/]+\.env)$/,
    'settings with logins',
    'medium',
    false,
  ],
  [
    /\/(\.htpasswd|\.pgpass|\.my\.cnf|\.netrc|\.git-credentials|\.aws\/credentials|credentials\.json)$/,
    'settings with logins',
    'medium',
    false,
  ],
  [
    /\/[^/]*(config|settings|configuration|database)[^/]*\.(php|py|yml|yaml|xml|inc|ini)(\.(bak|old|orig|save|swp|txt|\d+)|~)$/,
    'settings with logins',
    'medium',
    false,
  ],
  [
    new RegExp(
      `\\.(sql|dump|dmp|pgdump|bson|rdb|mdb|accdb|sqlite3?|db3|mdf|ldf|ndf|ibd|myd|fdb|gdb)${PACKED}`,
    ),
    'database or dump of one',
    'medium',
    true,
  ],
  [/\.(pst|ost|mbox|nsf)$/, 'mailbox', 'medium', true],
  [/\.(vmdk|vhdx?|qcow2?|ova|vdi|gho|tib|wim)$/, 'image of a disk', 'medium', true],
  [new RegExp(`\\.(bak|backup|bkp|bck|bkf|vbk|vib|old|orig|save)${PACKED}`), 'backup', 'medium', true],
  [
    /(^|[^a-z])(backups?|bkp|sauvegardes?|dump|db_?export)([^a-z][^/]*)?\.(csv|tsv|txt|xlsx?|json|xml|tar|tgz|zip|7z|rar|gz|bz2|xz|zst|parquet|db)$/,
    'backup',
    'medium',
    true,
  ],
  [/\.(tar|tgz|tbz2?|txz|7z|rar)$|\.tar\.(gz|bz2|xz|zst|lz4)$/, 'archive', 'low', false],
];

/** What a path's name says; null where it says nothing. Ignores case. */
export function namedKindOf(path: string): NamedKind | null {
  const folded = path.slice(-MOST_PATH_CHARS).toLowerCase();
  const found = KINDS.find(([pattern]) => pattern.test(folded));
  if (found === undefined) return null;
  return { kind: found[1], severity: found[2], isCopyOfData: found[3] };
}
