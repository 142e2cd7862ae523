import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../core/log.ts';
import type { RunSlot } from './run-slot.ts';

/** How often each slot asks for a run that another process queued, or lost. */
const POLL_MS = 1000;
/** A slot that could not ask for so long does not work: the store is locked, full or damaged. */
const WELL_MS = 15_000;

/** Keeps slots at work. */
export class RunRunner {
  readonly #slots: readonly RunSlot[];
  readonly #log: Logger;
  #loops: readonly Promise<void>[] = [];
  #isStopping = false;
  #wake = new AbortController();
  /** When each slot last had an answer from the queue. Empty: not started. */
  readonly #answeredMs = new Map<RunSlot, number>();

  constructor(slots: readonly RunSlot[], log: Logger) {
    this.#slots = slots;
    this.#log = log;
  }

  start(): void {
    for (const slot of this.#slots) this.#answeredMs.set(slot, performance.now());
    this.#loops = this.#slots.map((slot) => this.#work(slot));
  }

  /** There is a new run: nobody waits for the next question. */
  wake(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  /** Stop a run if it is done here. */
  cancel(id: string): void {
    for (const slot of this.#slots) slot.cancel(id);
  }

  /** Whether runs are being done: started, not stopping, and no slot kept from the queue. */
  get isAtWork(): boolean {
    const sinceMs = performance.now() - WELL_MS;
    const works = ([slot, answeredMs]: readonly [RunSlot, number]) => slot.isBusy || answeredMs >= sinceMs;
    return !this.#isStopping && this.#answeredMs.size > 0 && [...this.#answeredMs].every(works);
  }

  /** Begin nothing more, put back what is being done, and end the threads. Resolves when all is written. */
  async close(): Promise<void> {
    this.#isStopping = true;
    this.wake();
    for (const slot of this.#slots) slot.pause();
    await Promise.all(this.#loops);
    await Promise.all(this.#slots.map((slot) => slot.close()));
  }

  async #work(slot: RunSlot): Promise<void> {
    while (!this.#isStopping) {
      const { signal } = this.#wake;
      if (await this.#doNext(slot)) continue;
      if (!this.#isStopping) await sleep(POLL_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** A store that is busy or full is no reason to stop: the lease of what was begun runs out, and it is tried again. */
  async #doNext(slot: RunSlot): Promise<boolean> {
    try {
      const hasDone = await slot.doNext();
      this.#answeredMs.set(slot, performance.now());
      return hasDone;
    } catch (failure) {
      this.#log.error('the queue of runs could not be asked', { kinds: slot.kinds.join(' ') }, failure);
      return false;
    }
  }
}
