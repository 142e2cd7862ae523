import type { Context } from 'hono';
import { type Client, createClient } from '../client/client.ts';
import type { Language } from './words/languages.ts';

/** Answers requests for the API in this process. `env` is what the server gave for the connection (its address). */
export type FetchApi = (request: Request, env: unknown) => Response | Promise<Response>;

/** What of a visitor's request the API has to know: who it is, from where, and by which name it was reached. */
const HANDED_ON = [
  'cookie',
  'host',
  'user-agent',
  'accept-language',
  'origin',
  'sec-fetch-site',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
];

/** A client that asks as the visitor does. Cookies that the API sets (sign-in, rotation) are set on the page. */
export function visitorClient(
  context: Context,
  fetchApi: FetchApi,
  csrf?: string,
  language?: Language,
): Client {
  return createClient({
    baseUrl: new URL('/api/v1', context.req.url).href,
    ...(csrf === undefined ? {} : { csrf }),
    fetch: async (request) => {
      for (const name of HANDED_ON) {
        const value = context.req.header(name);
        if (value !== undefined) request.headers.set(name, value);
      }
      // What the API says in words, it says in the language of the page around them.
      if (language !== undefined) request.headers.set('accept-language', language);
      const response = await fetchApi(request, context.env);
      for (const cookie of response.headers.getSetCookie())
        context.header('set-cookie', cookie, { append: true });
      return response;
    },
  });
}
