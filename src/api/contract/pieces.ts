import { z } from '@hono/zod-openapi';

/** Id of a record: a letter, the day, and signs that nobody can guess. */
export const Id = z.string().regex(/^[a-z]_[0-9]{8}_[0-9a-z]{14}$/);
/** Name of a table, an endpoint or a kept suspect. */
export const Name = z.string().min(1).max(100);
/** Words that go into documents and letters: on one line, without control characters. */
export const Line = z.string().regex(/^[^\p{Cc}\u2028\u2029]*$/u);
/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime();
export const Day = z.iso.date();
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** From 0 to 1. */
export const Share = z.number().min(0).max(1);
export const Count = z.number().int().min(0);

export const IdParam = z.object({ id: Id });
export const NameParam = z.object({ name: Name });

/** A page of a list: `cursor` is what the last answer gave as `next`. */
export const PageQuery = z.object({
  cursor: z.string().max(8000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** One page, and where the next one begins; null at the end. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item).readonly(), next: z.string().nullable() });
}

/** RFC 9457. `code` is stable; `errors` name the parts of a request that do not hold, never their values. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem');

/** An answer in JSON. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { content: { 'application/json': { schema } }, description };
}

/** A request in JSON. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { content: { 'application/json': { schema } }, required: true };
}

const problem = (description: string) => ({
  content: { 'application/problem+json': { schema: Problem } },
  description,
});

/** What every operation may answer besides. */
export const PROBLEMS = {
  400: problem('The request does not hold'),
  401: problem('Nobody is signed in'),
  403: problem('The role does not allow it'),
  404: problem('There is no such thing, or it may not be seen'),
  409: problem('It stands against what is there'),
  413: problem('Too large'),
  415: problem('Not this kind of content'),
  422: problem('The Idempotency-Key stands for another request'),
  429: problem('Too many requests'),
};

/** Done, and there is nothing to say. */
export const DONE = { 204: { description: 'Done' } };
