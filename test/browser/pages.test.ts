import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolations, overflowing } from './audit-page.ts';
import { openBrowser, type Visitor, visit, WITHOUT_CHROMIUM } from './chromium.ts';
import { fillDemo } from './fill-demo.ts';
import { pageAddresses } from './page-addresses.ts';
import { seenText } from './seen-text.ts';
import { signIn } from './sign-in.ts';

/** A folder for pictures of every page; none are taken where the environment names none. */
const SHOTS = process.env.ROWPRINT_TEST_SHOTS;
const HEIGHT = 900;
const WIDTHS = [375, 768, 1440];
const COLOURS = ['light', 'dark'] as const;

describe.skipIf(WITHOUT_CHROMIUM !== null)(`every page ${WITHOUT_CHROMIUM ?? ''}`, () => {
  const demo = inject('demo')!;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let addresses: readonly string[];

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await visit(browser, demo.origin);
    page = await visitor.context.newPage();
    await signIn(page, demo);
    await fillDemo(page);
    addresses = await pageAddresses(page.request);
    visitor.watch.take();
  });

  afterAll(() => browser.close());

  test('holds axe, fits in 375, 768 and 1440 pixels, light and dark, and has nothing on its console', async () => {
    const faults: string[] = [];
    for (const address of addresses) {
      await page.goto(address);
      faults.push(...(await faultsOf(page)).map((fault) => `${address} ${fault}`));
      faults.push(...visitor.watch.take().map((fault) => `${address} ${fault}`));
    }

    expect(addresses.length).toBeGreaterThan(7);
    expect(faults).toEqual([]);
  });

  test('is missing in words where its address is wrong, and holds axe there too', async () => {
    // As ids are written: another one would not be asked for.
    await page.goto('/reports/r_20260101_1rseyj5wbcbh02');

    expect(await faultsOf(page)).toEqual([]);
    expect(visitor.watch.take().filter((line) => !line.includes('404'))).toEqual([]);
    expect(await seenText(page.getByRole('main'))).toMatch(/not/i);
  });

  test('of strangers holds all of it as well', async () => {
    const stranger = await visit(browser, demo.origin);
    const theirs = await stranger.context.newPage();
    const faults: string[] = [];
    for (const address of ['/sign-in', '/setup', '/invitation']) {
      await theirs.goto(address);
      faults.push(...(await faultsOf(theirs)).map((fault) => `${address} ${fault}`));
    }

    expect([...faults, ...stranger.watch.take()]).toEqual([]);
    await stranger.context.close();
  });
});

/** In all widths and colours. Colours follow the system: what a reader chose is tested with the shell. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of COLOURS)
    for (const width of WIDTHS) {
      // Half-way from one colour to the other, contrast is that of neither.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: HEIGHT });
      const found = (await overflowing(page)).map((one) => `overflow: ${one}`);
      if (width !== 768) found.push(...(await axeViolations(page)));
      faults.push(...found.map((fault) => `${width} ${colorScheme}: ${fault}`));
      if (SHOTS !== undefined) await takePicture(page, SHOTS, `${width}-${colorScheme}`);
    }
  return faults;
}

async function takePicture(page: Page, folder: string, looks: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const name =
    new URL(page.url()).pathname
      .slice(1)
      .replaceAll(/[^a-z]+/g, '-')
      .slice(0, 40) || 'home';
  await page.screenshot({ path: join(folder, `${name}-${looks}.png`), fullPage: true });
}
