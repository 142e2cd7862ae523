/** The demonstration, open in a browser until it is closed. */
export interface ServedDemo {
  /** The case of the demonstration. */
  readonly url: string;
  /** Who signs in to see it: made for this demonstration alone. */
  readonly name: string;
  readonly password: string;
  /** Lets go of the port and the database. */
  close(): Promise<void>;
}
