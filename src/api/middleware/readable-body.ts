import type { HonoRequest } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from '../api-env.ts';
import { ContentTypeError, MalformedRequestError, TooLargeError } from '../api-errors.ts';
import { type Operations, pathInApi } from '../operations.ts';

/** Deeper than anything of the contract. */
const MOST_DEPTH = 32;

/**
 * Bodies of operations that take JSON are JSON in UTF-8, not larger than allowed and not deep.
 * @throws {TooLargeError} {ContentTypeError} {MalformedRequestError}
 */
export function readableBody(operations: Operations, maxBytes: number) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const operation = operations.find(context.req.method, pathInApi(context.req.url));
    // Uploads are streams with limits of their own.
    if (operation === null || operation.takesBytes) return next();
    const announced = Number(context.req.header('content-length') ?? 0);
    if (announced > maxBytes) throw tooLarge(maxBytes);
    // What takes nothing may be sent something all the same, for instance `{}`: never without end.
    if (!operation.takesJson) {
      if (context.req.raw.body !== null && !context.req.raw.bodyUsed) await readKept(context.req, maxBytes);
      return next();
    }
    if (!isJson(context.req.header('content-type')))
      throw new ContentTypeError('send the body as application/json');
    requireJson(await readKept(context.req, maxBytes));
    await next();
  });
}

/** Read the body. What is read from then on are the bytes that were looked at. */
async function readKept(request: HonoRequest, maxBytes: number): Promise<Uint8Array> {
  const bytes = await readUpTo(request.raw, maxBytes);
  Object.assign(request.bodyCache, { arrayBuffer: Promise.resolve(bytes.buffer) });
  return bytes;
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(contentType ?? '');
}

/** The body, never more of it than allowed: also where no length was announced, or a wrong one. */
async function readUpTo(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of request.body ?? []) {
      size += part.length;
      if (size > maxBytes) break;
      parts.push(part);
    }
  } catch (cause) {
    throw new MalformedRequestError('the body ended before its announced length', { cause });
  }
  if (size > maxBytes) throw tooLarge(maxBytes);
  return Uint8Array.from(Buffer.concat(parts));
}

function requireJson(bytes: Uint8Array): void {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Without the cause: its message quotes the text.
    throw new MalformedRequestError('the body is not JSON in UTF-8');
  }
  if (isDeeper(value, MOST_DEPTH))
    throw new MalformedRequestError(`the body is nested deeper than ${MOST_DEPTH} levels`);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1));
}

function tooLarge(maxBytes: number): TooLargeError {
  return new TooLargeError(`the body is larger than the ${maxBytes} bytes that are allowed here`);
}
