import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, visit, WITHOUT_CHROMIUM } from './chromium.ts';

const MOST_STEPS = 60;

describe.skipIf(WITHOUT_CHROMIUM !== null)(`with the keyboard alone ${WITHOUT_CHROMIUM ?? ''}`, () => {
  const demo = inject('demo')!;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    page = await (await visit(browser, demo.origin)).context.newPage();
  });

  afterAll(() => browser.close());

  test('somebody signs in', async () => {
    await page.goto('/sign-in');
    await tabTo(page, 'Name');
    await page.keyboard.type(demo.name);
    await tabTo(page, 'Password');
    await page.keyboard.type(demo.password);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');
    expect(await page.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(true);
  });

  test('the first stop of a page is the way past its navigation', async () => {
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('Skip to the content');
    expect(await isFocusSeen(page)).toBe(true);

    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');

    expect(await page.evaluate("document.querySelector('main').contains(document.activeElement)")).toBe(true);
  });

  test('somebody goes from the list of reports into one, and sees at every stop where they are', async () => {
    await page.goto('/');
    await tabTo(page, 'Reports');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/reports');
    await tabTo(page, /^leak/);
    await page.keyboard.press('Enter');

    await page.waitForURL(/\/reports\/.+/);
    expect(await stops(page)).toContain('PDF');
  });
});

/** Press Tab until something of that name has the focus, which has to be seen at every stop. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await focusedName(page);
    expect(await isFocusSeen(page), `the focus on ${focused} is seen`).toBe(true);
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
  }
  throw new Error(`nothing called ${name} is reached by ${MOST_STEPS} Tabs`);
}

/** Names of what Tab stops at, to the end of the page. */
async function stops(page: Page): Promise<readonly string[]> {
  const names: string[] = [];
  await page.evaluate('document.activeElement.blur()');
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate('document.activeElement === document.body')) break;
    names.push(await focusedName(page));
    expect(await isFocusSeen(page), `the focus on ${names.at(-1)} is seen`).toBe(true);
  }
  return names;
}

/** What a reader would call it: its label, else its text. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const { activeElement: one } = document;
    return (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent).trim();
  })()`);
}

/** Whether it is on the screen, with an outline that nothing else of the page has. */
async function isFocusSeen(page: Page): Promise<boolean> {
  return page.evaluate(`(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    const { width, height, bottom, right } = document.activeElement.getBoundingClientRect();
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0 && bottom > 0 && right > 0;
  })()`);
}
