import { createHash, randomUUID } from 'node:crypto';
import { answered } from '../../client/client.ts';

/** What a form that makes a secret carries in its hidden field `once`: another for each form that is written. */
export function onceOf(): string {
  return randomUUID();
}

/**
 * Headers that let a form be sent twice and done once: a reload of the answer makes no second token. Of what was entered
 * too: who goes back and corrects the form asks for something else.
 */
export function onceHeaders(once: string | undefined, body: object): Readonly<Record<string, string>> {
  if (once === undefined || !/^[0-9a-f-]{36}$/.test(once)) return {};
  const key = createHash('sha256')
    .update(once + JSON.stringify(body))
    .digest('hex');
  return { 'idempotency-key': key };
}

/** What was made, and whether that is an answer given before: then its secret was shown, and is not shown again. */
export async function askedOnce<Data>(
  asking: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<{ readonly made: Data; readonly isAgain: boolean }> {
  const made = await answered(asking);
  const { response } = await asking;
  return { made, isAgain: response.headers.has('idempotency-replayed') };
}
