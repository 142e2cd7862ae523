/** Tells the latest value, seldom enough. */
export interface Throttle<Value> {
  tell(value: Value): void;
  /** Forget what waits. */
  drop(): void;
}

/** Hand values on, at most one in `pauseMs`: of those in between the last one, when the pause is over. */
export function createThrottle<Value>(pauseMs: number, hear: (value: Value) => void): Throttle<Value> {
  let waiting: { readonly value: Value } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const pause = (): void => {
    timer = setTimeout(() => {
      timer = null;
      if (waiting === null) return;
      const { value } = waiting;
      waiting = null;
      pause();
      hear(value);
    }, pauseMs);
    timer.unref();
  };
  return {
    tell(value) {
      if (timer !== null) {
        waiting = { value };
        return;
      }
      pause();
      hear(value);
    },
    drop() {
      waiting = null;
    },
  };
}
