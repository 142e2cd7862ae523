import { Hono } from 'hono';
import { silentLogger } from '../../src/core/log.ts';
import { createPages } from '../../src/web/app.tsx';
import type { Assets } from '../../src/web/assets.ts';
import { type FakeWorld, fakeApi, fakeWorld, NOW } from './fake-api.ts';

/** Assets whose addresses say what they were built from. */
const FAKE_ASSETS: Assets = { href: (source) => `/assets/${source}`, routes: new Hono() };

/** The pages over a fake API, and the world that it answers from. */
export function fakePages(changes: Partial<FakeWorld> = {}, assets: Assets = FAKE_ASSETS) {
  const world = Object.assign(fakeWorld(), changes);
  const api = fakeApi(world);
  const pages = createPages({
    fetchApi: (request) => api.fetch(request),
    assets,
    clock: { nowMs: () => Date.parse(NOW) },
    defaultLanguage: () => 'en',
    log: silentLogger,
  });
  return { world, api, pages };
}

/** A look at a page by somebody who has a session. */
export const COOKIE = { cookie: 'session=anna' };

/** Send a form as the pages' own forms do. */
export function form(
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = COOKIE,
) {
  return { method: 'POST', headers, body: new URLSearchParams(fields) };
}
