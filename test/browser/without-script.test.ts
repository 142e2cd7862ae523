import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, visit, WITHOUT_CHROMIUM } from './chromium.ts';
import { seenText } from './seen-text.ts';
import { signIn } from './sign-in.ts';

describe.skipIf(WITHOUT_CHROMIUM !== null)(`without script ${WITHOUT_CHROMIUM ?? ''}`, () => {
  const demo = inject('demo')!;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    const { context } = await visit(browser, demo.origin, { javaScriptEnabled: false });
    page = await context.newPage();
    await signIn(page, demo, '/reports');
  });

  afterAll(() => browser.close());

  test('somebody signs in and reads a report, its charts and its tables', async () => {
    await page.getByRole('link', { name: /^leak/ }).first().click();
    await page.waitForURL(/\/reports\/.+/);

    expect(await seenText(page.getByRole('heading', { level: 1 }))).toMatch(/% of the rows of leak/);
    expect(await page.locator('main svg[role="img"]').count()).toBeGreaterThanOrEqual(5);
    expect(await page.getByRole('slider').count()).toBe(0);
  });

  test('a row is explained by a plain form', async () => {
    await page.locator('input[name="row"]').fill('7');
    await page.locator('form[action$="/rows"] button').click();

    await page.waitForURL(/\/rows\?row=7/);
    expect(await page.locator('main svg[role="img"]').count()).toBeGreaterThan(0);
  });

  test('the page for uploads says what to do instead', async () => {
    await page.goto('/check');

    expect(await seenText(page.getByRole('main'))).toContain('Uploading needs script in the browser');
  });

  test('the language and the colours are chosen by plain forms', async () => {
    await page.getByRole('button', { name: 'Français' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');

    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('somebody signs out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();

    await page.waitForURL('**/sign-in');
    await page.goto('/reports');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });
});
