/**
 * A run of the queue in the hands of somebody. Whatever is stored for the run is shown this: who lost the run to another
 * process, because it slept too long, stores nothing any more.
 */
export interface RunHold {
  readonly runId: string;
  /** Random; another one each time that the run is begun. */
  readonly lease: string;
}
