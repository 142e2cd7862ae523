/** Goes off when nothing was heard for a time. */
export interface SilenceAlarm {
  /** Something came, or is waited for from now on: the time begins anew. Cheap enough for every row. */
  heard(): void;
  /** Nothing is waited for until the next `heard`. */
  pause(): void;
  /** Never goes off again. */
  end(): void;
}

/** An alarm that is set at once. Time in milliseconds, at most what a timer takes (24 days). */
export function silenceAlarm(timeoutMs: number, onSilence: () => void): SilenceAlarm {
  let isWaiting = true;
  const ring = () => {
    if (isWaiting) onSilence();
  };
  const timer = setTimeout(ring, Math.min(timeoutMs, 2_147_483_647));
  return {
    heard() {
      isWaiting = true;
      timer.refresh();
    },
    pause() {
      isWaiting = false;
    },
    end() {
      isWaiting = false;
      clearTimeout(timer);
    },
  };
}
