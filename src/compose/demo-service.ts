import { randomBytes } from 'node:crypto';
import { systemClock } from '../core/clock.ts';
import { UsageError } from '../core/errors.ts';
import type { OpenDemoService } from './demonstration.ts';
import { type AskApi, seedDemo } from './seed-demo.ts';
import { openService } from './service.ts';

/** Who looks at the demonstration. */
const NAME = 'demo';

/** See OpenDemoService. The account is made with the one-time link, as the first one of any service is. */
export const openDemoService: OpenDemoService = async (settings, { key, report }) => {
  const service = await openService({
    settings: { ...settings, publicUrl: null },
    key,
    host: '127.0.0.1',
    port: 0,
  });
  try {
    const password = randomBytes(12).toString('base64url');
    const ask = await signUp(service.url, service.fetch, secretOf(service.notes), password);
    const caseId = await seedDemo(ask, report, systemClock.nowMs());
    return {
      url: `${service.url}/cases/${caseId}`,
      name: NAME,
      password,
      close: () => service.close(),
    };
  } catch (failure) {
    await service.close();
    throw failure;
  }
};

function secretOf(notes: readonly string[]): string {
  const secret = /#(\S+)/.exec(notes.join('\n'))?.[1];
  if (secret === undefined)
    throw new UsageError('this demonstration has an account already: serve its home instead');
  return secret;
}

type Fetch = (request: Request) => Response | Promise<Response>;

/** Make the account, and ask as it from then on. */
async function signUp(url: string, fetch: Fetch, secret: string, password: string): Promise<AskApi> {
  const send = async (
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> => {
    const response = await fetch(
      new Request(`${url}/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', host: new URL(url).host, ...headers },
        body: JSON.stringify(body),
      }),
    );
    if (!response.ok)
      throw new Error(`the demonstration could not be filled: ${method} ${path} ${response.status}`);
    return response;
  };
  const made = await send('POST', '/setup', { secret, name: NAME, password }, {});
  const cookie = made.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const { csrf } = (await made.json()) as { readonly csrf: string };
  return async (method, path, body) =>
    (await send(method, path, body, { cookie, 'x-csrf-token': csrf })).json();
}
