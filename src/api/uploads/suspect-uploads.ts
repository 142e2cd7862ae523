import type { Actor } from '../../access/actor.ts';
import { includesRole } from '../../access/actor.ts';
import type { AuditLog } from '../../access/audit-log.ts';
import type { Clock } from '../../core/clock.ts';
import { RowprintError } from '../../core/errors.ts';
import type { SpoolKeeper } from '../../pipelines/spool/spool-keeper.ts';
import type { SuspectFileSpool } from '../../pipelines/spool/suspect-file-spool.ts';
import { visible } from '../../reports/visible.ts';
import type { ServiceSettingStore } from '../../store/service-settings.ts';
import type { SpoolLimits, SuspectFileRecord, SuspectFileStore } from '../../store/suspect-file-records.ts';
import { ForbiddenError, NotFoundError } from '../api-errors.ts';
import type { UploadSlots } from './upload-slots.ts';

/** What uploads work with. */
export interface UploadParts {
  readonly spool: SuspectFileSpool;
  readonly keeper: SpoolKeeper;
  readonly files: SuspectFileStore;
  readonly slots: UploadSlots;
  /** Of all files together. */
  readonly spoolMaxBytes: number;
  readonly maxFileBytes: number;
  readonly clock: Clock;
}

/** The content of a request is of a kind that is not taken here. 415. */
export class WrongContentError extends RowprintError {
  readonly code = 'RP_WRONG_CONTENT';
}

/** An upload as its uploader announces it. */
export interface AnnouncedUpload {
  readonly name: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
}

/** Uploads of one user that are not complete: those that were cut wait an hour for being gone on with. */
const MOST_UNFINISHED = 1000;
const HOUR_MS = 3_600_000;

/** The parts of the API that uploads take. */
export interface UploadingParts {
  readonly uploads: UploadParts;
  readonly settings: ServiceSettingStore;
  readonly audit: AuditLog;
}

/** What a user's uploads may take, and all together. */
export async function uploadLimits({ uploads, settings }: UploadingParts): Promise<SpoolLimits> {
  const { userQuotaBytes } = await settings.get();
  return { userBytes: userQuotaBytes, spoolBytes: uploads.spoolMaxBytes, userUploads: MOST_UNFINISHED };
}

/** Begin an upload, and say so in the audit log. @throws as SuspectFileSpool.begin */
export async function beginUpload(
  parts: UploadingParts,
  actor: Actor,
  { name, bytes, sha256 }: AnnouncedUpload,
): Promise<SuspectFileRecord> {
  const { spoolHours } = await parts.settings.get();
  const destroyAt = new Date(parts.uploads.clock.nowMs() + spoolHours * HOUR_MS).toISOString();
  const owner = { ownerId: actor.id, createdBy: actor.name };
  const file = await parts.uploads.spool.begin(
    { name, bytes, announcedSha256: sha256, destroyAt, ...owner },
    await uploadLimits(parts),
  );
  await parts.audit.note({
    actor,
    action: 'suspect.uploaded',
    object: `suspect ${file.id}`,
    facts: { name: visible(name), bytes },
  });
  return file;
}

/** A file that the actor may know of: its own ones, and all where it is limited to no controllers. @throws {NotFoundError} */
export async function requireSeen(
  files: SuspectFileStore,
  actor: Actor,
  id: string,
): Promise<SuspectFileRecord> {
  const file = await files.find(id);
  if (file === null || !(isOwner(actor, file) || actor.controllers === null))
    throw new NotFoundError('there is no such suspect');
  return file;
}

/** A file that the actor may check and destroy: its own ones, for an admin all. @throws {NotFoundError} {ForbiddenError} */
export async function requireOwn(
  files: SuspectFileStore,
  actor: Actor,
  id: string,
): Promise<SuspectFileRecord> {
  const file = await requireSeen(files, actor, id);
  if (!isOwner(actor, file)) throw new ForbiddenError('somebody else uploaded it: ask them, or an admin');
  return file;
}

/** Whether the actor uploaded it, or is an admin who sees everything. */
export function isOwner(actor: Actor, { ownerId }: SuspectFileRecord): boolean {
  return ownerId === actor.id || (includesRole(actor.role, 'admin') && actor.controllers === null);
}
