import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { CHROMIUM } from './chromium-path.ts';
import { type PageWatch, watchPages } from './watch-pages.ts';

/** Nothing but what a test asks for goes to the network, and nothing of an earlier run is there. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why tests of pages are skipped, as a part of their name; null where they are not. */
export const WITHOUT_CHROMIUM = existsSync(CHROMIUM) ? null : `no Chromium at ${CHROMIUM}`;

/** A browser with a profile of its own. Close it. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS, headless: true });
}

/** Somebody who looks at one service, and what went wrong in what they saw. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly watch: PageWatch;
}

/** A context of its own cookies, watched: see watchPages. Paths are relative to `origin`. */
export async function visit(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  return { context, watch: await watchPages(context, origin) };
}
