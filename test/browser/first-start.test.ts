import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Installation } from '../e2e/installation.ts';
import { openBrowser, type Visitor, visit, WITHOUT_CHROMIUM } from './chromium.ts';
import { seenText } from './seen-text.ts';
import { type ServeProcess, startServe } from './serve-process.ts';
import { signIn } from './sign-in.ts';

const ANNA = { name: 'Anna Generated', password: 'a long sentence that only Anna knows' };

describe.skipIf(WITHOUT_CHROMIUM !== null)(`a service that nobody used yet ${WITHOUT_CHROMIUM ?? ''}`, () => {
  const installation = new Installation();
  let service: ServeProcess;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    service = await startServe(installation, 0);
    browser = await openBrowser();
    visitor = await visit(browser, service.origin);
    page = await visitor.context.newPage();
  });

  afterAll(async () => {
    await browser.close();
    await service.stop();
    installation.remove();
  });

  test('shows a stranger the sign-in page, which says how the first account is made', async () => {
    await page.goto('/reports');

    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(await seenText(page.getByRole('main'))).toContain('Nobody has an account yet');
    expect(visitor.watch.take()).toEqual([]);
  });

  test('makes the first account with the link of its first start, and leaves no secret in the address', async () => {
    await page.goto(service.setupLink!);
    await page.waitForURL((url) => url.hash === '');
    await page.getByLabel('Your name here').fill(ANNA.name);
    await page.getByLabel('Password', { exact: true }).fill(ANNA.password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.waitForURL((url) => url.pathname === '/');

    expect(await seenText(page.getByRole('heading', { level: 1 }))).toBe('Home');
    expect(await page.getByText('Three steps to the first answer').isVisible()).toBe(true);
    expect(visitor.watch.take()).toEqual([]);
  });

  test('takes the link once', async () => {
    const other = await visit(browser, service.origin);
    const theirs = await other.context.newPage();
    await theirs.goto(service.setupLink!);
    const secret = new URL(service.setupLink!).hash.slice(1);
    const answer = await theirs.request.post('/api/v1/setup', {
      data: { secret, name: 'Mallory', password: 'another sentence of enough signs' },
    });

    expect(await seenText(theirs.getByRole('main'))).toContain('There is an account already');
    expect(answer.status()).toBeGreaterThanOrEqual(400);
    await theirs.goto('/');
    expect(new URL(theirs.url()).pathname).toBe('/sign-in');
    await other.context.close();
  });

  test('signs out, and shows nothing of it afterwards', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await page.goto('/reports');

    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(visitor.watch.take()).toEqual([]);
  });

  test('refuses a wrong password in words, keeps the name, and signs in with the right one to where one was', async () => {
    await page.goto('/sign-in?next=/runs');
    await page.getByLabel('Name', { exact: true }).fill(ANNA.name);
    await page.getByLabel('Password', { exact: true }).fill('not that one at all');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();

    expect(await seenText(page.getByRole('alert'))).toContain('do not fit together');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(ANNA.name);
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    // The browser says the refusal of a form on its console.
    expect(visitor.watch.take().filter((line) => !line.includes('401'))).toEqual([]);

    await signIn(page, ANNA, '/runs');
    expect(new URL(page.url()).pathname).toBe('/runs');
  });

  test('leads nobody to another site after signing in', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');

    await signIn(page, ANNA, '//evil.example/');

    expect(new URL(page.url()).origin).toBe(service.origin);
    expect(visitor.watch.take()).toEqual([]);
  });

  test('ends as Ctrl-C asks, with a page still open', async () => {
    expect(await service.stop()).toBe(0);
  });
});
