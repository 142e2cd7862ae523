import { type Kernel, READ_PAST } from '../../fingerprints/engine/kernel.ts';
import type { Room } from '../../src/core/record-scanner.ts';

const GUARD = 0xa5;

/** Rooms in a kernel's memory, one behind the other, with bytes between them that nobody may write. */
export class GuardedRooms {
  readonly #memory: Uint8Array;
  readonly #guards: number[] = [];
  #next: number;

  constructor(kernel: Kernel) {
    this.#memory = new Uint8Array(kernel.memory.buffer);
    this.#next = (kernel.exports.heapBase() + 63) & ~63;
  }

  /** A room at a multiple of 16; what may be read behind it is guard. */
  take(bytes: number): Room {
    const address = this.#next;
    const behind = address + bytes;
    this.#next = (behind + READ_PAST + 15) & ~15;
    this.#memory.fill(GUARD, behind, this.#next);
    this.#guards.push(behind);
    return { address, bytes };
  }

  /** Guards that were written to, by their room's number. */
  broken(): number[] {
    return this.#guards.flatMap((at, room) => {
      const end = at + READ_PAST;
      for (let byte = at; byte < end; byte++) if (this.#memory[byte] !== GUARD) return [room];
      return [];
    });
  }
}
