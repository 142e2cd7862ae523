import { html } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { PageContext } from './visit.ts';

/** Answer with a page. Its status is set on the context before, where it is not 200. */
export function render(context: PageContext, page: JSX.Element | Promise<JSX.Element>) {
  // Pages are of who is signed in: nothing in between may keep them, and they are not compressed (BREACH: the form
  // token stands beside what others chose).
  context.header('cache-control', 'no-store');
  return context.html(html`<!doctype html>${page}`);
}
