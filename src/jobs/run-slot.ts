import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/log.ts';
import type { RunKind, RunRecord, RunResult } from '../store/run-records.ts';
import type { LeasedRun, LeaseLimits, RunEnd, RunStore } from '../store/run-store.ts';
import { RunLostError } from '../store/store-errors.ts';
import { holdRun } from './held-run.ts';
import { failedEnd } from './run-failure.ts';
import type { RunFollowers } from './run-followers.ts';
import { RunMeter } from './run-meter.ts';
import type { RunOrder } from './run-queue.ts';
import type { RunThread, ThreadEnd } from './run-thread.ts';

/** What doing runs needs. */
export interface SlotParts {
  readonly runs: RunStore;
  readonly followers: RunFollowers;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits: LeaseLimits;
  /**
   * What follows from a result: a case takes the report, an alert is raised. Called before the run ends, and again where
   * the process dies before that: it must not do anything twice.
   */
  readonly finish: (run: RunRecord, result: RunResult) => Promise<void>;
}

/** A run after a bug waits so long, then twice as long each time. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** Beats within the time-out: several may fail. */
const BEATS = 6;

/** Does one run after the other, of some kinds, in a thread of its own. */
export class RunSlot {
  readonly kinds: readonly RunKind[];
  readonly #parts: SlotParts;
  readonly #thread: RunThread;
  #isPaused = false;
  #current: { readonly id: string; wish: 'cancel' | 'pause' | 'lost' | null } | null = null;

  constructor(parts: SlotParts, kinds: readonly RunKind[], thread: RunThread) {
    this.#parts = parts;
    this.kinds = kinds;
    this.#thread = thread;
  }

  /** Whether it does a run now. */
  get isBusy(): boolean {
    return this.#current !== null;
  }

  /** Do one run, if there is one. @returns whether there was */
  async doNext(): Promise<boolean> {
    const leased = await this.#parts.runs.lease(this.kinds, this.#parts.limits);
    if (leased === null) return false;
    if (this.#isPaused) {
      // It was taken while the service was told to end.
      await this.#parts.runs.pause(leased.hold);
      return false;
    }
    const current = { id: leased.run.id, wish: null };
    this.#current = current;
    try {
      await this.#do(leased);
    } catch (failure) {
      if (!(failure instanceof RunLostError)) throw failure;
      this.#parts.log.warn('a run was lost to another process', { run: leased.run.id });
    } finally {
      this.#current = null;
      await this.#parts.followers.refresh();
    }
    return true;
  }

  /** Stop the run if this slot does it. */
  cancel(id: string): void {
    if (this.#current?.id === id) this.#stop('cancel');
  }

  /** Put back what is being done, as far as it is, and begin nothing more. */
  pause(): void {
    this.#isPaused = true;
    this.#stop('pause');
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  /** A pause after a cancel ends the run as cancelled: see RunStore.pause. A run that was lost is others' affair. */
  #stop(wish: 'cancel' | 'pause' | 'lost'): void {
    if (this.#current === null || this.#current.wish === wish || this.#current.wish === 'lost') return;
    this.#current.wish = wish;
    this.#thread.stop();
  }

  async #do(leased: LeasedRun): Promise<void> {
    const { runs, clock, limits, followers } = this.#parts;
    const held = holdRun({ runs, clock, beatMs: limits.timeoutMs / BEATS }, leased, {
      onCancel: () => this.#stop('cancel'),
      onLost: () => this.#stop('lost'),
    });
    try {
      const end = await this.#perform(leased, (progress) => {
        held.note(progress);
        followers.progress(leased.run, progress);
      });
      await held.flush();
      await this.#settle(leased, end);
    } finally {
      await held.stop();
    }
  }

  #perform(
    { run, hold, checkpoint }: LeasedRun,
    onProgress: (progress: ReturnType<RunMeter['measure']>) => void,
  ): Promise<ThreadEnd> {
    const meter = new RunMeter();
    const task = { order: run.order as RunOrder, hold, checkpoint, result: run.result };
    return this.#thread.perform(task, (progress) =>
      onProgress(meter.measure(progress, this.#parts.clock.nowMs())),
    );
  }

  async #settle(leased: LeasedRun, end: ThreadEnd): Promise<void> {
    const { runs } = this.#parts;
    const { hold, run } = leased;
    if (end.kind === 'done') return this.#succeed(leased, end.result);
    const { wish } = this.#current!;
    if (wish === 'lost') return;
    if (wish === 'pause') return runs.pause(hold);
    if (wish === 'cancel') return runs.end(hold, { state: 'cancelled' });
    const { failure, isPassing } = failedEnd(end, run.id, this.#parts.log);
    if (isPassing) return this.#tryAgain(leased, failure);
    return runs.end(hold, { state: 'failed', failure } satisfies RunEnd);
  }

  async #succeed(leased: LeasedRun, result: RunResult): Promise<void> {
    const { runs, finish, log, limits } = this.#parts;
    const { run, hold } = leased;
    try {
      await finish(run, result);
    } catch (failure) {
      log.error('what follows from a run failed', { run: run.id }, failure);
      // The result is there already: another attempt does only this again, and the last one ends without it.
      if (run.attempts < limits.maxAttempts)
        return this.#tryAgain(leased, { code: 'RP_BUG', message: 'the result could not be handed on' });
    }
    return runs.end(hold, { state: 'succeeded', result });
  }

  #tryAgain({ run, hold }: LeasedRun, failure: NonNullable<RunRecord['failure']>): Promise<void> {
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (run.attempts - 1), LONGEST_PAUSE_MS);
    return this.#parts.runs.giveBack(hold, failure, {
      maxAttempts: this.#parts.limits.maxAttempts,
      pauseMs,
    });
  }
}
