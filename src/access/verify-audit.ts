import { setImmediate as breathe } from 'node:timers/promises';
import type { AuditHead, AuditRecord, AuditStore } from '../store/audit-records.ts';
import { entryHash, headMac } from './audit-seal.ts';
import { isSameText } from './secrets.ts';

/** Entries read at once; hashing them takes about a millisecond. */
const ROWS_AT_ONCE = 500;

/** What came of looking through the log. */
export interface AuditVerification {
  readonly holds: boolean;
  /** Entries that are there. */
  readonly entries: number;
  /** Number of the first entry that is changed, missing or out of place; null where none is. */
  readonly brokenAt: number | null;
  /** 'number:hash' of the last entry: kept elsewhere, it proves later that the log was not cut before it. */
  readonly head: string;
}

/** What the log is held against. */
export interface AuditExpectation {
  /** A head that was noted elsewhere, 'number:hash'. */
  readonly knownHead?: string;
  /** Accounts are never made unnoted: with some, an empty log was emptied. */
  readonly mayBeEmpty: boolean;
}

/** Look through the whole log. Takes turns with other work: the event loop waits for one page at a time. */
export async function verifyAudit(
  store: AuditStore,
  key: Uint8Array,
  { knownHead, mayBeEmpty }: AuditExpectation,
): Promise<AuditVerification> {
  const walk = new ChainWalk(key, knownHead);
  for (;;) {
    const from = walk.last.number;
    for await (const entry of auditEntries(store, from)) walk.take(entry);
    const head = await store.head();
    // What was noted while we looked is looked through too.
    if (head.number > walk.last.number && walk.last.number > from) continue;
    const brokenAt = walk.brokenAt ?? faultOfEnd(key, head, walk, mayBeEmpty);
    return { holds: brokenAt === null, entries: walk.entries, brokenAt, head: headText(head) };
  }
}

/** Goes along the chain and remembers the first link that does not hold. */
class ChainWalk {
  entries = 0;
  brokenAt: number | null = null;
  last: { readonly number: number; readonly hash: string } = { number: 0, hash: '' };
  /** Whether the head that was noted elsewhere was met. */
  hasMetKnown: boolean;
  readonly #key: Uint8Array;
  readonly #known: string | undefined;

  constructor(key: Uint8Array, known: string | undefined) {
    this.#key = key;
    this.#known = known;
    this.hasMetKnown = known === undefined || known === headText(this.last);
  }

  take(entry: AuditRecord): void {
    const expected = this.last.number + 1;
    const isNext = entry.number === expected;
    if (!isNext || !isSameText(entry.hash, entryHash(this.#key, this.last.hash, entry)))
      this.brokenAt ??= Math.min(expected, Math.max(entry.number, 0));
    this.entries++;
    this.hasMetKnown ||= headText(entry) === this.#known;
    this.last = entry;
  }
}

/** Whether the log ends where it says, and reaches as far as was noted elsewhere. */
function faultOfEnd(key: Uint8Array, head: AuditHead, walk: ChainWalk, mayBeEmpty: boolean): number | null {
  const { number, hash } = walk.last;
  const isEnd = head.number === number && isSameText(head.hash, hash);
  if (!isEnd) return Math.min(number, Math.max(head.number, 0)) + 1;
  if (!walk.hasMetKnown) return number + 1;
  if (number === 0) return mayBeEmpty && head.mac === '' ? null : 1;
  return isSameText(head.mac, headMac(key, number, hash)) ? null : number + 1;
}

/** Every entry, oldest first; those after a number. */
export async function* auditEntries(store: AuditStore, from = 0): AsyncGenerator<AuditRecord> {
  for (let after = from; ; ) {
    const rows = await store.read(after, ROWS_AT_ONCE);
    if (rows.length === 0) return;
    yield* rows;
    after = rows.at(-1)!.number;
    await breathe();
  }
}

/** 'number:hash' */
export function headText({ number, hash }: Pick<AuditHead, 'number' | 'hash'>): string {
  return `${number}:${hash}`;
}
