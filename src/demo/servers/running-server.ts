/** A server of the demonstration that answers on loopback. */
export interface RunningServer {
  /** With the port that was free: 'ftp://127.0.0.1:40123/'. */
  readonly url: string;
  /** Closes every connection and frees the port; may be called twice. */
  stop(): Promise<void>;
}

/** The only address that the demonstration's servers answer on: nobody else's machine gets there. */
export const LOOPBACK = '127.0.0.1';
