import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, visit, WITHOUT_CHROMIUM } from './chromium.ts';
import { englishWords } from './english-words.ts';
import { fillDemo } from './fill-demo.ts';
import { pageAddresses } from './page-addresses.ts';
import { signIn } from './sign-in.ts';

describe.skipIf(WITHOUT_CHROMIUM !== null)(`in French ${WITHOUT_CHROMIUM ?? ''}`, () => {
  const demo = inject('demo')!;
  const isEnglish = englishWords();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    page = await (await visit(browser, demo.origin)).context.newPage();
    await signIn(page, demo);
    await fillDemo(page);
  });

  afterAll(async () => {
    await page.goto('/');
    // The account keeps its language: the other tests of the demonstration look at English.
    await page.getByRole('button', { name: 'English' }).click();
    await browser.close();
  });

  test('English words are found where the page is English', async () => {
    await page.goto('/');

    expect((await textsOf(page)).filter(isEnglish).length).toBeGreaterThan(10);
  });

  test('no page says a word of the English dictionary, once somebody chose French', async () => {
    await page.getByRole('button', { name: 'Français' }).click();
    const left: string[] = [];
    for (const address of await pageAddresses(page.request)) {
      await page.goto(address);
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
      left.push(...(await textsOf(page)).filter(isEnglish).map((text) => `${address}: ${text}`));
    }

    expect(left).toEqual([]);
  });
});

/** All that a reader can see or hear: texts and labels, but not what is said to be in English. */
async function textsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, textContent } = walker.currentNode;
      if (parent.closest('body [lang="en"], script, style, noscript, code') === null) texts.push(textContent);
    }
    for (const one of document.querySelectorAll('*'))
      if (one.closest('body [lang="en"]') === null)
        for (const name of ['aria-label', 'aria-valuetext', 'title', 'alt', 'placeholder'])
          texts.push(one.getAttribute(name) ?? '');
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  })()`);
}
