/** A file of a server as an attribution names it. */
export interface AttributedAsset {
  /** Id of its print. */
  readonly print: string;
  readonly endpoint: string;
  readonly path: string;
}

/** The fewest files of servers that hold all rows which any file holds. */
export interface ExplainingAssets {
  /** Those that add most rows first: `rows` are in the file in any version, `addedRows` of them in none of those before. */
  readonly assets: readonly (AttributedAsset & { readonly rows: number; readonly addedRows: number })[];
  /** Rows of the suspect that they hold together. */
  readonly rows: number;
  readonly share: number;
  /** 'exact': no smaller set exists. 'greedy': there may be one. */
  readonly method: 'exact' | 'greedy';
}

/** A file that holds rows of the suspect too, and is not needed to explain it: where else it may come from. */
export interface OtherAsset extends AttributedAsset {
  /** Rows of the suspect in the file, in any version. */
  readonly rows: number;
  readonly share: number;
}

/** A column that stands in the leak and on a server, and in the declared list of no table. */
export interface UndeclaredColumn {
  /** 0-based column of the suspect. */
  readonly index: number;
  readonly header: string | null;
  /** Its name on the server, 'column 7' where it has none. */
  readonly column: string;
  readonly field: string;
  readonly assets: readonly AttributedAsset[];
  /** The table's column that it is, although that was not declared; null: it is in no table. */
  readonly table: { readonly name: string; readonly column: string } | null;
}

/** Which of several versions of a file the suspect was taken from. Times are ISO 8601 in UTC. */
export interface TakenVersion extends AttributedAsset {
  /** Versions that sweeps saw. */
  readonly versions: number;
  /** Those of them that the suspect may be of: 1 where it is told. */
  readonly fitting: number;
  /** Whether all versions but one are excluded; else the times span all that are not, and the figures are of the best. */
  readonly isTold: boolean;
  /** When it was not there yet, as far as sweeps saw: the last sweep before. Null: it was there at the first. */
  readonly takenAfter: string | null;
  /** The first sweep that saw something else, or nothing. Null: it is still there. */
  readonly takenBefore: string | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Rows of the suspect that fit no version better than this one; and those that fit none better than the next best. */
  readonly rowsFitting: number;
  readonly rowsFittingNext: number;
  /** Rows of the suspect in this version, and in the next best one. */
  readonly rowsPresent: number;
  readonly rowsPresentInNext: number;
  /** Cells that agree in this version and in the next best one. */
  readonly cellsAgreeing: number;
  readonly cellsAgreeingInNext: number;
  /** Rows of this version, and of the next best one, that are in the suspect: 0 to 1. */
  readonly reverseShare: number;
  readonly reverseShareOfNext: number;
}

/** What has to be known of an endpoint to judge what was found there. */
export interface AttributedEndpoint {
  readonly name: string;
  readonly url: string;
  /** Files of it that the suspect was compared with, in any version; those of which nothing was read are not among them. */
  readonly filesCompared: number;
  /** When its last sweep that ended began; null: none did. */
  readonly lastSweptAt: string | null;
  /** Whether that sweep reached it. */
  readonly wasReached: boolean;
  /** Whether its newest sweep ended and read everything that it named. */
  readonly wasReadWhole: boolean;
  /** Files and folders that the last sweep did not read. */
  readonly partsNotRead: number;
  /** Whether all files that hold rows of the suspect were seen to be gone. */
  readonly isGone: boolean;
}

/** Rows of the suspect that are both on a server and in a table. A row in two tables is in two of these. */
export interface Crossing {
  /** Name of the endpoint; null: on none. */
  readonly endpoint: string | null;
  /** Name of the table; null: in none. */
  readonly table: string | null;
  readonly rows: number;
}

/** Where a suspect came from, as far as sweeps saw: also from servers that are switched off by now. */
export interface Attribution {
  /** Rows on no server that was ever swept. */
  readonly rowsOnNoServer: number;
  /** Rows on a server and in no table. */
  readonly rowsOnServersOnly: number;
  readonly explainedBy: ExplainingAssets;
  /** Files that hold rows of the suspect too and explain nothing more, most rows first. */
  readonly otherAssets: readonly OtherAsset[];
  readonly undeclaredColumns: readonly UndeclaredColumn[];
  readonly versions: readonly TakenVersion[];
  readonly endpoints: readonly AttributedEndpoint[];
  /** Rows by server and table, most first; reports of older versions have none. */
  readonly crossing?: readonly Crossing[];
}
