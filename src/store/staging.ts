import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { eraseSegments } from './erase.ts';
import { beat, endWriting, keepAlive, releaseLease, startLease } from './leases.ts';
import type { MadeByRun, Publication } from './publication.ts';
import { noteResult } from './run-fence.ts';
import { SEGMENT_BYTES, type Segment, SegmentPacker } from './segment-packer.ts';
import { SegmentReader } from './segment-reader.ts';
import type { PartFacts } from './store.ts';

/** Makes the record visible, in the transaction that ends the lease. */
export type Publish = (
  trx: StoreTransaction,
  committed: { readonly at: string; readonly parts: Readonly<Record<string, PartFacts>> },
) => Promise<void>;

/** What is left to write in the last transaction, and the sizes of all. */
export interface PreparedSegments {
  readonly last: readonly Segment[];
  readonly parts: Readonly<Record<string, PartFacts>>;
}

/** What is behind a publication: nobody outside of the store can do anything with one but hand it back. */
const STAGED = new WeakMap<Publication, { readonly staging: Staging; readonly publish: Publish }>();

/** Something staged, to be made visible alone or together with another. */
export function publicationOf(staging: Staging, publish: Publish): Publication {
  const publication: Publication = { id: staging.id };
  STAGED.set(publication, { staging, publish });
  return publication;
}

/** Make several things visible in one transaction: all of them or none. When it throws, all were dropped. */
export async function publishTogether(
  context: StoreContext,
  publications: readonly Publication[],
  made?: MadeByRun,
): Promise<void> {
  const staged = publications.map((publication) => STAGED.get(publication)!);
  try {
    const prepared: PreparedSegments[] = [];
    for (const { staging } of staged) prepared.push(await staging.prepare());
    const at = nowText(context);
    await context.database.kysely.transaction().execute(async (trx) => {
      for (const [index, { staging, publish }] of staged.entries()) {
        await staging.finishIn(trx, prepared[index]!);
        await publish(trx, { at, parts: prepared[index]!.parts });
      }
      if (made !== undefined) await noteResult(trx, made.hold, made.result);
    });
  } catch (error) {
    // What went wrong first is what the caller must know; leftovers are found at the next opening anyway.
    for (const { staging } of staged) await staging.abort().catch(() => undefined);
    throw error;
  }
  for (const { staging } of staged) staging.end();
}

/** Rows of one statement: SQLite takes 32,766 values. */
const ROWS_AT_ONCE = 1_000;
/** Parts are named by code, never after a column. */
const PART = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;

/** Writes the segments of one id under a lease of its own, in one small transaction each (those of a small one in the last), until it is published. */
export class Staging {
  readonly id: string;
  readonly #context: StoreContext;
  readonly #packer = new SegmentPacker();
  readonly #stopBeating: () => void;
  #state: 'open' | 'ended' = 'open';

  static async begin(context: StoreContext, id: string): Promise<Staging> {
    const { kysely } = context.database;
    await kysely.transaction().execute((trx) => startLease(context, trx, { id, kind: 'write' }));
    return new Staging(context, id);
  }

  private constructor(context: StoreContext, id: string) {
    this.#context = context;
    this.id = id;
    this.#stopBeating = keepAlive(context, (trx) => beat(context, trx, id));
    context.openWriters.add(this);
  }

  async write(part: string, bytes: Uint8Array): Promise<void> {
    this.#requireOpen();
    if (!PART.test(part)) throw new RangeError('a part is named with letters, digits and ._:/-');
    for (const segment of this.#packer.push(part, bytes)) await this.#store(segment);
  }

  /** What was written to a part so far, in order: nothing where nothing was. Nobody else sees it yet. */
  async *readBack(part: string): AsyncGenerator<Uint8Array> {
    this.#requireOpen();
    const facts = this.#packer.facts()[part];
    if (facts === undefined) return;
    const pending = this.#packer.pending(part);
    const stored = { segments: facts.segments, bytes: facts.bytes - pending.length };
    yield* new SegmentReader(this.#context, async () => ({ [part]: stored })).read(this.id, part);
    yield pending;
  }

  /** Store what is left of it, but for a small rest, which goes into the last transaction. */
  async prepare(): Promise<PreparedSegments> {
    this.#requireOpen();
    const last = this.#packer.finish();
    const isSmall = last.reduce((sum, { bytes }) => sum + bytes.length, 0) <= SEGMENT_BYTES;
    if (!isSmall) for (const segment of last) await this.#store(segment);
    // Many small prints would take twenty transactions each otherwise: one for each part.
    return { last: isSmall ? last : [], parts: this.#packer.facts() };
  }

  /** The part of the last transaction that is its own. */
  async finishIn(trx: StoreTransaction, { last }: PreparedSegments): Promise<void> {
    await endWriting(this.#context, trx, this.id);
    await this.#insert(trx, last);
  }

  /** It was published. */
  end(): void {
    this.#end();
    releaseLease(this.id);
  }

  async abort(): Promise<void> {
    if (this.#state === 'ended') return;
    this.#end();
    await eraseSegments(this.#context, [this.id]);
  }

  async #store(segment: Segment): Promise<void> {
    await this.#context.database.kysely.transaction().execute(async (trx) => {
      await beat(this.#context, trx, this.id);
      await this.#insert(trx, [segment]);
    });
  }

  async #insert(trx: StoreTransaction, segments: readonly Segment[]): Promise<void> {
    for (let from = 0; from < segments.length; from += ROWS_AT_ONCE) {
      const rows = segments.slice(from, from + ROWS_AT_ONCE).map(({ part, sequence, bytes }) => ({
        owner_id: this.id,
        part,
        sequence,
        byte_length: bytes.length,
        checksum: this.#context.checksum(bytes),
        bytes,
      }));
      await trx.insertInto('segments').values(rows).execute();
    }
  }

  #requireOpen(): void {
    if (this.#state === 'ended') throw new Error(`${this.id} was committed or dropped: nothing can be added`);
  }

  #end(): void {
    this.#state = 'ended';
    this.#stopBeating();
    this.#context.openWriters.delete(this);
  }
}
