/** One name in a folder, as a server's listing tells of it. Null: the listing does not say. */
export interface ListingEntry {
  /** The raw bytes as latin1 text, exact. May hold '/', '..' or control characters: it is never a local path. */
  readonly name: string;
  /** 'other': devices, sockets, pipes. 'unknown': the listing has names only, or a type that cannot be told. */
  readonly kind: 'file' | 'folder' | 'link' | 'other' | 'unknown';
  /** Exact sizes only: blocks, tracks, lines and rounded sizes are null. */
  readonly bytes: number | null;
  /**
   * ISO 8601 in UTC with milliseconds; what the listing has not (seconds, a time of day) is zero. A LIST names no time
   * zone: its times are taken as UTC and may be off by the server's zone. Null where a date can be read in two ways.
   */
  readonly modifiedAt: string | null;
  /** Where a link points, raw bytes as latin1 text. */
  readonly linkTarget: string | null;
  /** MLSD's `unique`, EPLF's `i`: the same for two names of one file. */
  readonly unique: string | null;
  /** MLSD's `perm`: what the server claims that one may do. */
  readonly perm: string | null;
  /** The folder itself or its parent: MLSD's cdir and pdir, '.' and '..'. */
  readonly isSelf: boolean;
}

/** What most dialects tell of a name; `linkTarget` only for links. */
type Told = Pick<ListingEntry, 'bytes' | 'modifiedAt'> & { readonly linkTarget?: string | null };

/** The entry of a dialect that knows neither `unique` nor `perm`. */
export function listedEntry(name: string, kind: ListingEntry['kind'], told: Told): ListingEntry {
  return {
    name,
    kind,
    bytes: told.bytes,
    modifiedAt: told.modifiedAt,
    linkTarget: told.linkTarget ?? null,
    unique: null,
    perm: null,
    isSelf: isSelfName(name),
  };
}

/** Whether a name means the folder itself or its parent. */
export function isSelfName(name: string): boolean {
  return name === '.' || name === '..';
}
