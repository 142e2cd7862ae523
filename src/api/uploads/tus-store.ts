import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { Actor } from '../../access/actor.ts';
import { UsageError } from '../../core/errors.ts';
import { UploadEndedError } from '../../pipelines/spool/upload-errors.ts';
import type { PartChecksum } from '../../pipelines/spool/upload-part.ts';
import type { SuspectFileRecord } from '../../store/suspect-file-records.ts';
import { NotFoundError } from '../api-errors.ts';
import { type AnnouncedUpload, beginUpload, isOwner, type UploadingParts } from './suspect-uploads.ts';

/** The extensions of tus 1.0.0 that are spoken here. */
const EXTENSIONS = ['creation', 'creation-with-upload', 'termination', 'checksum'];

/** One request of tus, on behalf of somebody: what it may touch are their own uploads, all others do not exist. */
export class TusDataStore extends DataStore {
  readonly #parts: UploadingParts;
  readonly #actor: Actor;
  readonly #announced: Pick<AnnouncedUpload, 'name' | 'sha256'>;
  readonly #checksum: PartChecksum | undefined;
  override extensions = EXTENSIONS;

  constructor(
    parts: UploadingParts,
    actor: Actor,
    announced: Pick<AnnouncedUpload, 'name' | 'sha256'>,
    checksum: PartChecksum | undefined,
  ) {
    super();
    this.#parts = parts;
    this.#actor = actor;
    this.#announced = announced;
    this.#checksum = checksum;
  }

  override async create(upload: Upload): Promise<Upload> {
    const bytes = upload.size ?? null;
    if (bytes === null || !Number.isSafeInteger(bytes))
      throw new UsageError('Upload-Length is a number of bytes');
    const file = await beginUpload(this.#parts, this.#actor, { ...this.#announced, bytes });
    upload.id = file.id;
    // Nobody sends the bytes of an empty file.
    if (bytes === 0) await this.#parts.uploads.spool.finish(file.id);
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const file = await this.#own(id);
    if (file.destroyedAt !== null) throw new UploadEndedError('this upload was destroyed: begin a new one');
    return new Upload({
      id,
      offset: file.received,
      ...(file.bytes === null ? {} : { size: file.bytes }),
      metadata: { filename: file.name },
      creation_date: file.createdAt,
    });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    await this.#own(id);
    const options = this.#checksum === undefined ? {} : { checksum: this.#checksum };
    return (await this.#parts.uploads.spool.append(id, offset, stream, options)).received;
  }

  override async remove(id: string): Promise<void> {
    const file = await this.#own(id);
    await this.#parts.uploads.spool.destroy(file.id);
    await this.#parts.audit.note({
      actor: this.#actor,
      action: 'suspect.destroyed',
      object: `suspect ${file.id}`,
    });
  }

  async #own(id: string): Promise<SuspectFileRecord> {
    const file = await this.#parts.uploads.files.find(id);
    if (file === null || !isOwner(this.#actor, file)) throw new NotFoundError('there is no such upload');
    return file;
  }
}
