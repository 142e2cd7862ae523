import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import type { KeptAnswerStore } from '../../store/kept-answer-records.ts';
import type { ApiEnv } from '../api-env.ts';
import { ConflictError, KeyReusedError, MalformedRequestError } from '../api-errors.ts';
import { type Operations, pathInApi } from '../operations.ts';
import { openAnswer, sealAnswer } from '../sealed-answer.ts';

/** What keeps answers. */
export interface IdempotencyParts {
  readonly operations: Operations;
  readonly answers: KeptAnswerStore;
  /** 32 bytes, of the key ring: answers are sealed. */
  readonly answerKey: Uint8Array;
}

/**
 * A POST with an Idempotency-Key is done once: the same request gets the same answer for a day, through restarts. Keys
 * are those of the actor and the operation; nobody meets those of others. Failures of the service are tried again.
 * @throws {KeyReusedError} {ConflictError} it is being answered @throws {MalformedRequestError} no such key
 */
export function idempotency({ operations, answers, answerKey }: IdempotencyParts) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const key = context.req.header('idempotency-key');
    const actor = context.get('actor');
    const path = pathInApi(context.req.url);
    const isGuarded = operations.find('POST', path)?.isGuarded === true;
    if (key === undefined || context.req.method !== 'POST' || actor === null || !isGuarded) return next();
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new MalformedRequestError('an Idempotency-Key has 1 to 200 signs of ASCII, no blanks');
    // A token is not to read what a session of its user was answered: nor one whose rights were taken away since.
    const { means, role, controllers } = actor;
    const id = hashOf(actor.id, JSON.stringify([means, role, controllers]), path, key);
    const body = new Uint8Array(await context.req.arrayBuffer());
    const known = await answers.begin(id, hashOf(new URL(context.req.url).search, body));
    if (known.state === 'other')
      throw new KeyReusedError('this Idempotency-Key was used for another request: take a new one');
    if (known.state === 'under-way')
      throw new ConflictError('the same request is being answered: ask again in a moment');
    if (known.state === 'answered') {
      const kept = openAnswer(answerKey, id, known.answer);
      const headers = kept.headers.map(([name, value]): [string, string] => [name, value]);
      const isEmpty = kept.status === 204;
      context.res = new Response(isEmpty ? null : kept.body, { status: kept.status, headers });
      context.header('idempotency-replayed', 'true');
      return;
    }
    await answerOnce();

    async function answerOnce(): Promise<void> {
      let isKept = false;
      try {
        await next();
        const { status, headers } = context.res;
        if (status >= 500 || status === 429) return;
        const kept = { status, headers: [...headers], body: await context.res.clone().text() };
        await answers.keep(id, sealAnswer(answerKey, id, kept));
        isKept = true;
      } finally {
        if (!isKept) await answers.drop(id);
      }
    }
  });
}

function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}
