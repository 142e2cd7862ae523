import { Hono } from 'hono';
import type { APIRequestContext } from 'playwright-core';
import { silentLogger } from '../../src/core/log.ts';
import { createPages } from '../../src/web/app.tsx';

/** Pages of somebody who is signed in do not show these: first-start.test.ts looks at them. */
const OF_STRANGERS = ['/sign-in', '/setup', '/invitation'];
/** Asked for by forms: what stands after the address. */
const QUERIES: Readonly<Record<string, string>> = { '/reports/:id/rows': '?row=1' };

/** Pages of which there is one for each word, not for each thing of the service. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  '/alerts/new/:kind': ['webhook', 'mail', 'syslog'],
};

/** The patterns of every page that the product registers, in its order: '/reports/:id'. */
export function pagePatterns(): readonly string[] {
  const { routes } = createPages({
    fetchApi: () => new Response(),
    assets: { href: (source) => `/${source}`, routes: new Hono() },
    clock: { nowMs: () => 0 },
    defaultLanguage: () => 'en',
    log: silentLogger,
  });
  const pages = routes.filter(({ method, path }) => method === 'GET' && !path.includes('*'));
  return [...new Set(pages.map(({ path }) => path))].filter((path) => !OF_STRANGERS.includes(path));
}

/**
 * Addresses of each page, with something of the service in the place of a parameter: '/reports/:id' is asked of the first
 * and the last item of `/api/v1/reports`. @throws where there is nothing of the kind: the world of the test lacks it
 */
export async function pageAddresses(api: APIRequestContext): Promise<readonly string[]> {
  const addresses: string[] = [];
  for (const pattern of pagePatterns()) {
    const [, kind = '', parameter] = /^\/([^/]+)(?:\/[^/:]+)*\/:([^/]+)/.exec(pattern) ?? [];
    const names = parameter === undefined ? [''] : (WORDS[pattern] ?? (await someOf(api, kind)));
    for (const name of names) {
      const address = pattern.replace(`:${parameter}`, name) + (QUERIES[pattern] ?? '');
      if (address.includes('/:')) throw new Error(`no address is known for ${pattern}`);
      addresses.push(address);
    }
  }
  return addresses;
}

/** What stands for them in addresses. */
async function someOf(api: APIRequestContext, kind: string): Promise<readonly string[]> {
  const response = await api.get(`/api/v1/${kind}`);
  const { items = [] } = (await response.json()) as { items?: readonly Readonly<Record<string, string>>[] };
  if (items.length === 0) throw new Error(`there is none of the ${kind}: ${response.status()}`);
  const names = [items.at(0)!, items.at(-1)!].map(({ id, name }) => encodeURIComponent(id ?? name!));
  return [...new Set(names)];
}
