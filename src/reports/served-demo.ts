/** The demonstration, open in a browser until it is closed. */
export interface ServedDemo {
  /** A link that signs in, once. */
  readonly url: string;
  /** Lets go of the port and the database. */
  close(): Promise<void>;
}
