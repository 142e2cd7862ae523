import type { OpenAPIHono } from '@hono/zod-openapi';
import { Metadata, Server } from '@tus/server';
import type { Context } from 'hono';
import type { Actor } from '../../access/actor.ts';
import { RowprintError, UsageError } from '../../core/errors.ts';
import type { ApiEnv } from '../api-env.ts';
import { foreseenProblem, problemResponse } from '../problems.ts';
import { requireRole } from '../require-role.ts';
import type { UploadingParts } from '../uploads/suspect-uploads.ts';
import { TusDataStore } from '../uploads/tus-store.ts';
import { announcedBy, CHECKSUM_ALGORITHMS, checksumOf } from '../uploads/upload-headers.ts';

/** How failures of a part are told that HTTP has no status for. Source: tus 1.0.0, checksum. */
const CHECKSUM_MISMATCH = 460;

/** The lock of an upload is the spool's: it also holds against a PUT, and lets the offset be asked for meanwhile. */
const NO_LOCK = { newLock: () => ({ lock: async () => {}, unlock: async () => {} }) };

/** tus 1.0.0 (https://tus.io/protocols/resumable-upload) over the spool. */
export function registerUploads(api: OpenAPIHono<ApiEnv>, parts: UploadingParts): void {
  const handle = async (context: Context<ApiEnv>): Promise<Response> => {
    // The guard lets nobody through who is not signed in.
    const actor = context.get('actor')!;
    if (!sendsBytes(context)) return answer(context, parts, actor);
    const release = await parts.uploads.slots.take(actor.id);
    try {
      return await answer(context, parts, actor);
    } finally {
      release();
    }
  };
  const guard = requireRole('analyst');
  api.on(['POST', 'OPTIONS'], '/uploads', guard, handle);
  // Hono asks for HEAD as GET.
  api.on(['GET', 'PATCH', 'DELETE', 'OPTIONS'], '/uploads/:id', guard, handle);
}

function sendsBytes({ req }: Context<ApiEnv>): boolean {
  return req.header('content-type') === 'application/offset+octet-stream';
}

async function answer(context: Context<ApiEnv>, parts: UploadingParts, actor: Actor): Promise<Response> {
  const { req } = context;
  if (req.raw.method === 'GET') return problemResponse({ status: 405, code: 'HTTP_405' });
  const failures: unknown[] = [];
  const server = tusServer(context, parts, actor, (failure) => failures.push(failure));
  const answered = await server.handleWeb(req.raw as Parameters<Server['handleWeb']>[0]);
  const [failure] = failures;
  // Not an Error: how the library itself says what does not hold.
  if (failure instanceof Error && !isTold(failure)) throw failure;
  return shown(answered as unknown as Response, failure);
}

function tusServer(
  { req }: Context<ApiEnv>,
  parts: UploadingParts,
  actor: Actor,
  onFailure: (failure: unknown) => void,
): Server {
  const announced = announcedBy(metadataOf(req.header('upload-metadata')));
  const checksum = checksumOf(req.header('upload-checksum'));
  const id = req.param('id');
  return new Server({
    // A path: whatever host a request names, nobody is sent there.
    path: req.path,
    relativeLocation: true,
    maxSize: parts.uploads.maxFileBytes,
    datastore: new TusDataStore(parts, actor, announced, checksum),
    locker: NO_LOCK,
    getFileIdFromRequest: () => id,
    onResponseError: (_, failure) => {
      onFailure(failure);
      return undefined;
    },
  });
}

/** @throws {UsageError} it is not written as tus wants it */
function metadataOf(header: string | undefined): Record<string, string | null> {
  if (!header) return {};
  try {
    return Metadata.parse(header);
  } catch {
    throw new UsageError('Upload-Metadata is pairs of a key and a value in base 64, separated by commas');
  }
}

/** Failures with a status of their own: ours, and the library's limit of a stream. */
function isTold(failure: Error): boolean {
  return failure instanceof RowprintError || 'status_code' in failure;
}

/** The library's answer: failures as problems, and without the leave for other origins that it gives by itself. */
async function shown(answered: Response, failure: unknown): Promise<Response> {
  const response =
    answered.status < 400 ? new Response(answered.body, answered) : await problemOf(answered, failure);
  response.headers.set('tus-resumable', '1.0.0');
  const leaves = [...response.headers.keys()].filter((name) => name.startsWith('access-control-'));
  for (const name of leaves) response.headers.delete(name);
  if (response.headers.has('tus-version'))
    response.headers.set('tus-checksum-algorithm', CHECKSUM_ALGORITHMS);
  return response;
}

async function problemOf(answered: Response, failure: unknown): Promise<Response> {
  if (!(failure instanceof RowprintError)) {
    const detail = (await answered.text()).trim();
    return problemResponse({ status: answered.status, code: `TUS_${answered.status}`, detail });
  }
  if (failure.code !== 'RP_WRONG_CHECKSUM') return foreseenProblem(failure);
  return problemResponse({ status: CHECKSUM_MISMATCH, code: failure.code, detail: failure.message });
}
