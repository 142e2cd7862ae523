import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, type Visitor, visit, WITHOUT_CHROMIUM } from './chromium.ts';
import { seenText } from './seen-text.ts';
import { signIn } from './sign-in.ts';

describe.skipIf(WITHOUT_CHROMIUM !== null)(
  `the report of the demonstration ${WITHOUT_CHROMIUM ?? ''}`,
  () => {
    const demo = inject('demo')!;
    let browser: Browser;
    let visitor: Visitor;
    let page: Page;
    /** As the API tells it. */
    let report: {
      readonly id: string;
      readonly suspect: { readonly name: string; readonly rows: number };
      readonly population: { readonly persons: number };
    };

    beforeAll(async () => {
      browser = await openBrowser();
      visitor = await visit(browser, demo.origin);
      page = await visitor.context.newPage();
      await signIn(page, demo);
      report = await reportOfCase(page, demo.casePath);
      await page.goto(`/reports/${report.id}`);
    });

    afterEach(() => {
      const noted = visitor.watch.take();
      if (noted.length > 0) throw new Error(noted.join('\n'));
    });

    afterAll(() => browser.close());

    test('says its one sentence first, with the people that the API counts', async () => {
      const heading = await seenText(page.getByRole('heading', { level: 1 }));

      expect(heading).toContain(report.suspect.name);
      expect(heading).toMatch(/\d % of the rows of /);
      expect(heading).toContain(`${report.population.persons.toLocaleString('en-GB')} people`);
    });

    test('has charts that say what they show, and no chart of nothing', async () => {
      const charts = page.locator('main svg[role="img"]');

      expect(await charts.count()).toBeGreaterThanOrEqual(5);
      for (const chart of await charts.all()) {
        expect(await chart.locator('title').first().textContent()).not.toBe('');
        expect(await chart.locator('path, rect, line').count()).toBeGreaterThan(2);
      }
    });

    test('moves the threshold by keyboard, says people for each, and goes back', async () => {
      const slider = page.getByRole('slider');
      const chosen = await slider.getAttribute('aria-valuetext');
      await slider.focus();

      await page.keyboard.press('Home');
      const strictest = await slider.getAttribute('aria-valuetext');
      await page.keyboard.press('End');
      const loosest = await slider.getAttribute('aria-valuetext');

      expect(peopleIn(chosen)).toBe(report.population.persons);
      expect(peopleIn(strictest)).toBeLessThanOrEqual(peopleIn(chosen));
      expect(peopleIn(loosest)).toBeGreaterThanOrEqual(peopleIn(chosen));
      expect(loosest).not.toBe(strictest);
      await page.locator('[data-island="threshold"] button').click();
      expect(await slider.getAttribute('aria-valuetext')).toBe(chosen);
    });

    test('explains a row by its evidence, without a cell', async () => {
      await page.getByLabel('Row number').fill('7');
      await page.locator('form[action$="/rows"] button').click();
      await page.waitForURL(/\/rows\?row=7/);

      expect(await page.locator('main svg[role="img"]').count()).toBeGreaterThan(0);
      expect(await seenText(page.getByRole('main'))).toMatch(/bits/);
      await page.goBack();
    });

    test.each([
      ['PDF', (bytes: Buffer) => expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')],
      ['CSV', (bytes: Buffer) => expect(bytes.toString().split('\n').length).toBeGreaterThan(10)],
      [
        'JSON',
        (bytes: Buffer) =>
          expect(JSON.parse(bytes.toString())).toMatchObject({ schema: 'rowprint.report/1', id: report.id }),
      ],
      ['HTML', (bytes: Buffer) => expect(bytes.toString()).toMatch(/^<!doctype html>/i)],
    ])('is downloaded as %s, which is what it says', async (format, holds) => {
      const begun = page.waitForEvent('download');
      await page.getByRole('link', { name: format, exact: true }).click();
      const download = await begun;

      expect(download.suggestedFilename()).toMatch(new RegExp(`[.]${format.toLowerCase()}$`));
      holds(await readFile(await download.path()));
    });
  },
);

/** The one that the case of the demonstration is about. */
async function reportOfCase(page: Page, casePath: string) {
  const { items } = await (await page.request.get(`/api/v1${casePath}`)).json();
  const { ref } = items.find((item: { readonly kind: string }) => item.kind === 'report');
  return (await page.request.get(`/api/v1/reports/${ref}`)).json();
}

/** '46,173 people': of a sentence of the slider. */
function peopleIn(sentence: string | null): number {
  return Number(/([\d,]+) (?:people|person)/.exec(sentence ?? '')?.[1]?.replaceAll(',', ''));
}
