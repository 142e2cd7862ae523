import type { StoreContext } from './context.ts';
import type { PartFacts, PartReader } from './store.ts';
import { StoreDamagedError } from './store-errors.ts';

/** Looks up the parts of a committed record. @throws {UsageError} no such record */
export type PartsOf = (id: string) => Promise<Readonly<Record<string, PartFacts>>>;

/** Reads the parts of the records that `partsOf` knows, verifying every segment. */
export class SegmentReader implements PartReader {
  readonly #context: StoreContext;
  readonly #partsOf: PartsOf;

  constructor(context: StoreContext, partsOf: PartsOf) {
    this.#context = context;
    this.#partsOf = partsOf;
  }

  async *read(id: string, part: string): AsyncIterable<Uint8Array> {
    const { bytes, segments } = await this.#facts(id, part);
    let length = 0;
    for (let sequence = 0; sequence < segments; sequence++) {
      const segment = await this.#segment(id, part, sequence);
      length += segment.length;
      yield segment;
    }
    if (length !== bytes) throw damagedPart(id, part, 'wrong length');
  }

  async readAll(id: string, part: string): Promise<Uint8Array> {
    const { bytes } = await this.#facts(id, part);
    const whole = new Uint8Array(bytes);
    await this.readInto(id, part, whole);
    return whole;
  }

  async readInto(id: string, part: string, whole: Uint8Array): Promise<void> {
    let offset = 0;
    for await (const segment of this.read(id, part)) {
      if (offset + segment.length > whole.length) throw damagedPart(id, part, 'wrong length');
      whole.set(segment, offset);
      offset += segment.length;
    }
  }

  async readSegment(id: string, part: string, sequence: number): Promise<Uint8Array> {
    const { segments } = await this.#facts(id, part);
    if (!Number.isInteger(sequence) || sequence < 0 || sequence >= segments)
      throw new RangeError(`part ${part} of ${id} has segments 0 to ${segments - 1}, not ${sequence}`);
    return this.#segment(id, part, sequence);
  }

  async #facts(id: string, part: string): Promise<PartFacts> {
    const parts = await this.#partsOf(id);
    const facts = Object.hasOwn(parts, part) ? parts[part] : undefined;
    if (!facts) throw new RangeError(`${id} has no part ${part}`);
    return facts;
  }

  async #segment(id: string, part: string, sequence: number): Promise<Uint8Array> {
    const row = await this.#context.database.kysely
      .selectFrom('segments')
      .select(['checksum', 'byte_length', 'bytes'])
      .where('owner_id', '=', id)
      .where('part', '=', part)
      .where('sequence', '=', sequence)
      .executeTakeFirst();
    if (!row) throw damagedPart(id, part, `segment ${sequence} is missing`);
    if (row.bytes.length !== row.byte_length || this.#context.checksum(row.bytes) !== row.checksum)
      throw damagedPart(id, part, `segment ${sequence} is not what was written`);
    return ownBytes(row.bytes);
  }
}

/** Drivers give a Buffer, whose `slice` shares memory; readers get a plain array that may be viewed as 32-bit words. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.byteOffset !== 0 || bytes.byteLength !== bytes.buffer.byteLength) return new Uint8Array(bytes);
  return new Uint8Array(bytes.buffer);
}

function damagedPart(id: string, part: string, what: string): StoreDamagedError {
  return new StoreDamagedError(
    `part ${part} of ${id} is damaged (${what}): restore the database from a backup, or make it again`,
  );
}
