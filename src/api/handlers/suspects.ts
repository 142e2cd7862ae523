import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Actor } from '../../access/actor.ts';
import { RowprintError } from '../../core/errors.ts';
import type { CheckOrder, RunRecord } from '../../jobs/run-queue.ts';
import {
  UploadCutOffError,
  UploadEndedError,
  UploadTooLargeError,
} from '../../pipelines/spool/upload-errors.ts';
import { visible } from '../../reports/visible.ts';
import type { Store } from '../../store/store.ts';
import type { SuspectFileFailure, SuspectFileRecord } from '../../store/suspect-file-records.ts';
import type { ApiEnv } from '../api-env.ts';
import type { ApiParts } from '../api-parts.ts';
import { knownReports, requireMayCheck } from '../check-rights.ts';
import {
  destroySuspect,
  findSeen,
  getSuspect,
  listSuspects,
  type NewCheck,
  putSuspect,
  startCheck,
} from '../contract/suspects.ts';
import { shownRun } from '../run-shown.ts';
import {
  type AnnouncedUpload,
  beginUpload,
  requireOwn,
  requireSeen,
  uploadLimits,
  WrongContentError,
} from '../uploads/suspect-uploads.ts';

type Parts = Pick<ApiParts, 'uploads' | 'runs' | 'audit' | 'settings'> & {
  readonly watch: { readonly store: Store };
};

/** Uploaded files: what is there, the upload in one request, its check, its end. */
export function registerSuspects(api: OpenAPIHono<ApiEnv>, parts: Parts): void {
  const { files } = parts.uploads;
  api.openapi(listSuspects, async (context) => {
    const { cursor, limit } = context.req.valid('query');
    const actor = actorOf(context);
    const found = await files.list({
      ...(actor.controllers === null ? {} : { ownerId: actor.id }),
      ...(cursor === undefined ? {} : { beforeId: cursor }),
      limit: limit + 1,
    });
    const items = await Promise.all(found.slice(0, limit).map((file) => shownSuspect(parts, actor, file)));
    return context.json({ items, next: found.length > limit ? items.at(-1)!.id : null }, 200);
  });
  api.openapi(getSuspect, async (context) => {
    const actor = actorOf(context);
    const file = await requireSeen(files, actor, context.req.valid('param').id);
    return context.json(await shownSuspect(parts, actor, file), 200);
  });
  api.openapi(destroySuspect, async (context) => {
    const actor = actorOf(context);
    const file = await requireOwn(files, actor, context.req.valid('param').id);
    await parts.audit.note({ actor, action: 'suspect.destroyed', object: `suspect ${file.id}` });
    // First the bytes: whatever becomes of the runs, nobody reads them any more.
    const destroyed = (await parts.uploads.spool.destroy(file.id)) ?? file;
    for (const run of file.runs) await parts.runs.cancel(run);
    return context.json(await shownSuspect(parts, actor, destroyed), 200);
  });
  api.openapi(findSeen, async (context) => {
    const { sha256 } = context.req.valid('param');
    const reports = await knownReports(parts.watch.store, actorOf(context), await files.reportsOn(sha256));
    return context.json(
      { sha256, reports: reports.map((report) => ({ ...report, suspect: visible(report.suspect) })) },
      200,
    );
  });
  api.openapi(putSuspect, async (context) => {
    requireBytes(context.req.header('content-type'));
    const { name, sha256 } = context.req.valid('query');
    const bytes = lengthOf(context.req.header('content-length'));
    const actor = actorOf(context);
    const announced = { name, sha256: sha256 ?? null, bytes };
    const file = await receive(parts, actor, announced, bodyOf(context));
    return context.json(await shownSuspect(parts, actor, file), 201);
  });
  api.openapi(startCheck, async (context) => {
    const wishes = context.req.valid('json');
    const actor = actorOf(context);
    const file = await requireOwn(files, actor, wishes.suspect);
    await requireMayCheck(parts.watch.store, actor, wishes);
    return context.json(shownRun(await begin(parts, actor, file, orderOf(wishes)), actor), 202);
  });
}

/** Receive a file in one request. It cannot be gone on with: where it fails, nothing of it is left. */
async function receive(
  parts: Parts,
  actor: Actor,
  announced: AnnouncedUpload,
  body: Readable,
): Promise<SuspectFileRecord> {
  const { spool, slots } = parts.uploads;
  const release = await slots.take(actor.id);
  try {
    const { id } = await beginUpload(parts, actor, announced);
    try {
      const file = await spool.append(id, 0, body, { limits: await uploadLimits(parts) });
      if (file.state === 'complete') return file;
      if (announced.bytes !== null)
        throw new UploadCutOffError('fewer bytes came than were announced: upload it again');
      return await spool.finish(id);
    } catch (failure) {
      await spool.destroy(id, failureOf(failure));
      throw failure;
    }
  } finally {
    release();
  }
}

async function begin(
  { uploads, runs, audit }: Parts,
  actor: Actor,
  file: SuspectFileRecord,
  order: CheckOrder,
): Promise<RunRecord> {
  if (file.destroyedAt !== null)
    throw new UploadEndedError('this suspect was destroyed: upload it again to check it again');
  const run = await runs.enqueue(order, visible(file.name), actor.name, actor.id);
  await uploads.files.addRun(file.id, run.id);
  await audit.note({
    actor,
    action: 'check.started',
    object: `suspect ${file.id}`,
    facts: { run: run.id, strict: order.strict, keep: order.keep ?? null },
  });
  destroyAtEnd(uploads, runs, run.id);
  return run;
}

/** Where this process ends before the run does, or it fails, the keeper finds the file at its next round. */
function destroyAtEnd({ keeper }: Parts['uploads'], runs: Parts['runs'], id: string): void {
  let stop: (() => void) | null = null;
  let isOver = false;
  stop = runs.follow(id, ({ endedAt }) => {
    if (endedAt === null || isOver) return;
    isOver = true;
    stop?.();
    void keeper.runEnded(id).catch(() => undefined);
  });
  if (isOver) stop();
}

function orderOf({
  suspect,
  against,
  keep,
  strict,
  estimateBytes,
  case: caseId,
}: z.output<typeof NewCheck>): CheckOrder {
  return {
    kind: 'check',
    suspect,
    strict,
    ...(against === undefined ? {} : { against }),
    ...(keep === undefined ? {} : { keep }),
    ...(estimateBytes === undefined ? {} : { estimateBytes }),
    ...(caseId === undefined ? {} : { caseId }),
  };
}

function failureOf(failure: unknown): SuspectFileFailure {
  if (failure instanceof UploadTooLargeError) return 'too-large';
  if (failure instanceof RowprintError && failure.code === 'RP_QUOTA') return 'too-large';
  return 'cut-off';
}

async function shownSuspect(
  { uploads, watch }: Pick<Parts, 'uploads' | 'watch'>,
  actor: Actor,
  file: SuspectFileRecord,
) {
  const reports = file.sha256 === null ? [] : await uploads.files.reportsOn(file.sha256);
  const known = await knownReports(watch.store, actor, reports);
  const { id, state, failure, bytes, received, sha256, createdAt, createdBy, destroyedAt } = file;
  return {
    id,
    state,
    failure,
    bytes,
    received,
    sha256,
    createdAt,
    destroyedAt,
    name: visible(file.name),
    createdBy: visible(createdBy),
    destroyAt: destroyedAt === null ? file.destroyAt : null,
    run: file.runs.at(-1) ?? null,
    reports: known.map((report) => report.id),
  };
}

function actorOf(context: Context<ApiEnv>): Actor {
  // The guard of each route lets nobody through who is not signed in.
  return context.get('actor')!;
}

function requireBytes(contentType: string | undefined): void {
  if (contentType === undefined || contentType === 'application/octet-stream') return;
  throw new WrongContentError('send the bytes as they are, as application/octet-stream');
}

/** Null: not announced. */
function lengthOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

function bodyOf({ req }: Context<ApiEnv>): Readable {
  const { body } = req.raw;
  return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream);
}
