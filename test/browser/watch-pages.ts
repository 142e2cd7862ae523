import type { BrowserContext } from 'playwright-core';

/** What went wrong in the pages of a context, and how to forget what a test has meant to go wrong. */
export interface PageWatch {
  /** What was noted since it was last taken: it is emptied. */
  take(): readonly string[];
}

/**
 * Note every console error and warning, page error, breach of the content security policy, request to another origin,
 * failed request and answer of 400 and more. Requests that a page left behind when it was left are none.
 */
export async function watchPages(context: BrowserContext, origin: string): Promise<PageWatch> {
  const noted: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noted.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => noted.push(`page error: ${error.error().message}`));
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && !['blob:', 'data:'].includes(protocol)) noted.push(`asks ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') noted.push(`${reason}: ${request.method()} ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) noted.push(`${response.status()}: ${response.url()}`);
  });
  // Breaches of the policy are on the console only where Chromium has a console for them: a report says them always.
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => console.error('policy:', event.violatedDirective, event.blockedURI))`,
  );
  return { take: () => noted.splice(0) };
}
