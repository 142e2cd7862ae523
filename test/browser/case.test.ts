import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, type Visitor, visit, WITHOUT_CHROMIUM } from './chromium.ts';
import { pagePatterns } from './page-addresses.ts';
import { seenText } from './seen-text.ts';
import { signIn } from './sign-in.ts';

const hasCases = pagePatterns().includes('/cases/:id');
const isSkipped = WITHOUT_CHROMIUM !== null || !hasCases;

describe.skipIf(isSkipped)(`a case ${WITHOUT_CHROMIUM ?? (hasCases ? '' : 'has no page yet')}`, () => {
  const demo = inject('demo')!;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await visit(browser, demo.origin);
    page = await visitor.context.newPage();
    await signIn(page, demo, '/reports');
    await page.getByRole('link', { name: /^leak/ }).first().click();
    await page.locator('form[action="/cases"] button').click();
    await page.waitForURL(/\/cases\/[^/]+$/);
  });

  afterEach(() => {
    const noted = visitor.watch.take();
    if (noted.length > 0) throw new Error(noted.join('\n'));
  });

  afterAll(() => browser.close());

  test('is opened from a report with one click, and its clock waits for a person', async () => {
    expect(await seenText(page.getByRole('main'))).toContain('The clock has not begun.');
  });

  test('has its clock from the time of awareness that a named person sets', async () => {
    const at = new Date(Date.now() - 3_600_000).toISOString().slice(0, 16);
    await page.locator('#awareness input[name="at"]').fill(at);
    await page.locator('#awareness input[name="name"]').fill('Anna Generated');
    await page.locator('#awareness').getByRole('button').first().click();
    await page.waitForURL(/saved=awareness/);

    expect(await seenText(page.locator('#awareness'))).toContain('Anna Generated');
    expect(await page.locator('time[data-countdown]').first().textContent()).toMatch(/^70|^2/);
  });

  test('takes the numbers of the report over, with how they are known', async () => {
    await page.locator('#figures summary').first().click();
    await page.locator('#figures form').first().getByRole('button').click();
    await page.waitForURL(/saved=take/);

    expect(await seenText(page.locator('#figures'))).toMatch(/[\d,]+\s+people, (exact|at least)/);
  });

  test('gives the notification as a PDF', async () => {
    const bytes = await downloaded(page, 'a[href*="/documents/notification"][href*="format=pdf"]');

    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('gives each controller a letter in which no other controller stands', async () => {
    const { figures } = await (await page.request.get(`/api/v1${new URL(page.url()).pathname}`)).json();
    const controllers: string[] = figures
      .at(-1)
      .byController.map(({ controller }: { readonly controller: string }) => controller);
    expect(controllers.length).toBeGreaterThan(1);

    for (const controller of controllers) {
      const place = `/api/v1${new URL(page.url()).pathname}/documents/controller-letter`;
      const query = new URLSearchParams({ format: 'json', language: 'en', controller });
      const letter = await (await page.request.get(`${place}?${query}`)).text();
      expect(letter).toContain(controller);
      for (const other of controllers.filter((one) => one !== controller))
        expect(letter).not.toContain(other);
    }
  });
});

async function downloaded(page: Page, link: string): Promise<Buffer> {
  const begun = page.waitForEvent('download');
  await page.locator(link).first().click();
  return readFile(await (await begun).path());
}
