import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../core/log.ts';
import type { RunSlot } from './run-slot.ts';

/** How often each slot asks for a run that another process queued, or lost. */
const POLL_MS = 1000;

/** Keeps slots at work. */
export class RunRunner {
  readonly #slots: readonly RunSlot[];
  readonly #log: Logger;
  #loops: readonly Promise<void>[] = [];
  #isStopping = false;
  #wake = new AbortController();

  constructor(slots: readonly RunSlot[], log: Logger) {
    this.#slots = slots;
    this.#log = log;
  }

  start(): void {
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
      return await slot.doNext();
    } catch (failure) {
      this.#log.error('the queue of runs could not be asked', { kinds: slot.kinds.join(' ') }, failure);
      return false;
    }
  }
}
