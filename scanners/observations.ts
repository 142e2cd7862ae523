/** What a server let be seen in one sweep: facts for detectors, without contents and without judgement. */
export interface ServerObservations {
  /** Without credentials. */
  readonly url: string;
  readonly protocol: 'ftp' | 'http';
  /** 'given': the files were listed and read with the user's login; what a stranger gets is what the probe saw. */
  readonly login: 'none' | 'given';
  /** Why the visit failed; null where it did not. */
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** What the server calls itself: a banner or header, at most 200 printable characters. */
  readonly software: string | null;
  /** Null where there was no TLS. */
  readonly tls: TlsObservation | null;
  /** Null for the other protocol, or where nothing was reached. */
  readonly ftp: FtpObservations | null;
  readonly http: HttpObservations | null;
}

/** A few examples of many, and how many there are. */
export interface Examples {
  readonly count: number;
  /** At most 10 paths or addresses. */
  readonly first: readonly string[];
}

/** A handshake. Times are ISO 8601 in UTC. */
export interface TlsObservation {
  /** 'TLSv1.3' */
  readonly protocol: string;
  readonly cipher: string;
  /** Null where the certificate holds; else node's code: 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', … */
  readonly problem: string | null;
  /** Whether the name that was dialled is on it. */
  readonly isForHost: boolean;
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Versions before TLS 1.2 that the server accepts too; null where that was not tried. */
  readonly outdatedAccepted: readonly string[] | null;
}

/** Null everywhere: not tried, or not to be told from what was seen. */
export interface FtpObservations {
  readonly anonymousLogin: 'accepted' | 'refused' | 'wants-tls' | null;
  /** Reply codes to USER and PASS of the anonymous login, in order. */
  readonly anonymousReplies: readonly number[];
  readonly anonymousLists: boolean | null;
  /** Bytes of some file came to an anonymous client. */
  readonly anonymousReads: { readonly path: string } | null;
  /** Files that an anonymous client asked for and was refused. */
  readonly anonymousReadRefused: number;
  readonly offersTls: boolean | null;
  /** USER was not refused before TLS. */
  readonly acceptsClearTextLogin: boolean | null;
  /** PROT C was accepted, or data came without TLS. */
  readonly acceptsClearTextData: boolean | null;
  /** Address in the reply to PASV where it is not the one that was dialled. */
  readonly announcedAddress: string | null;
  /** A reply to PASV was seen, and every one named the address that was dialled. */
  readonly announcesDialledAddress?: boolean;
  /** Entries whose MLSD perm names a right to write. */
  readonly claimsWritable: Examples;
  readonly outsideRoot: readonly OutsideRoot[];
}

/** Something that was served although it lies outside the tree that is meant to be served. */
export interface OutsideRoot {
  readonly path: string;
  /** Where it leads, as far as the server says. */
  readonly target: string | null;
  /** 'read': bytes of it came. 'listed': only its name. */
  readonly proof: 'read' | 'listed';
}

/** Null: not tried, or not to be told from what was seen. */
export interface HttpObservations {
  /** Status of the first request, after redirects within the scope. */
  readonly status: number;
  /** Folders that were listed to a stranger, by the dialect of their listing. */
  readonly openListings: Examples & { readonly dialects: readonly string[] };
  /** A file of which a stranger got bytes. */
  readonly strangerReads: { readonly path: string } | null;
  /** Files that a stranger asked for and was refused. */
  readonly strangerReadRefused?: number;
  /** Status that a stranger got at the target's URL, where a login is given; without one it is `status`. */
  readonly strangerStatus?: number;
  /** 's3', 'azure' or 'gcs' where the listing is one of a bucket. */
  readonly bucket: string | null;
  /** Methods that a stranger may use as OPTIONS says, and whether PROPFIND was answered with 207. */
  readonly webdav: { readonly listed: boolean; readonly claimsMethods: readonly string[] } | null;
  /** Only where the endpoint is http: — whether it sends clients on to https. */
  readonly redirectsToTls: boolean | null;
  readonly isClearText: boolean;
  /** Where a redirect led out of the scope: nothing was asked there. */
  readonly redirectsOutOfScope: Examples;
  readonly outsideRoot: readonly OutsideRoot[];
}
