import type { Clock } from '../core/clock.ts';
import type { AuditHead, AuditRecord, AuditStore } from '../store/audit-records.ts';
import type { AuditLog, AuditNote } from './audit-log.ts';
import { entryHash, headMac } from './audit-seal.ts';

/** Most signs of a text in an entry. */
const MOST_CHARS = 500;
/** Entries of one transaction. */
const MOST_AT_ONCE = 200;

/** What came of a note: told to each who waits. */
interface Waiting {
  readonly note: AuditNote;
  readonly at: string;
  readonly done: () => void;
  readonly failed: (failure: unknown) => void;
}

/**
 * The audit log over the store. Each entry's hash is keyed (HMAC-SHA-256) and covers the hash before it: whoever can write
 * to the database but has no key can neither change, drop, add nor reorder entries unseen. Notes that come while
 * others are written go to the disk together, so that reading evidence is not slower than the disk.
 */
export class ChainedAuditLog implements AuditLog {
  readonly #store: AuditStore;
  readonly #key: Uint8Array;
  readonly #clock: Clock;
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(store: AuditStore, key: Uint8Array, clock: Clock) {
    this.#store = store;
    this.#key = key;
    this.#clock = clock;
  }

  note(note: AuditNote): Promise<void> {
    const at = new Date(this.#clock.nowMs()).toISOString();
    return new Promise((done, failed) => {
      this.#waiting.push({ note, at, done, failed });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, MOST_AT_ONCE);
      try {
        await this.#store.append((head) => this.#chain(head, some));
        for (const { done } of some) done();
      } catch (failure) {
        for (const { failed } of some) failed(failure);
      }
    }
    this.#isWriting = false;
  }

  #chain(head: AuditHead, some: readonly Waiting[]): { entries: AuditRecord[]; head: AuditHead } {
    const entries: AuditRecord[] = [];
    let { number, hash } = head;
    for (const { note, at } of some) {
      number++;
      const entry = { number, at, ...written(note) };
      hash = entryHash(this.#key, hash, entry);
      entries.push({ ...entry, hash });
    }
    return { entries, head: { number, hash, mac: headMac(this.#key, number, hash) } };
  }
}

function written({ actor, action, object, facts }: AuditNote): Omit<AuditRecord, 'number' | 'at' | 'hash'> {
  const name = actor === null ? 'nobody' : actor === 'system' ? 'system' : actor.name;
  return {
    actor: cut(name),
    action: cut(action),
    object: object === null ? null : cut(object),
    facts: canonical(facts ?? {}),
  };
}

/** JSON with sorted names: the same facts have one spelling. */
function canonical(facts: NonNullable<AuditNote['facts']>): string {
  const sorted = Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(
    Object.fromEntries(sorted.map(([name, fact]) => [name, typeof fact === 'string' ? cut(fact) : fact])),
  );
}

function cut(text: string): string {
  // Half a sign at the cut would be stored as another one, and the hash would not hold.
  return Buffer.from(text.slice(0, MOST_CHARS)).toString();
}
