import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Installation } from '../e2e/installation.ts';
import { openBrowser, type Visitor, visit, WITHOUT_CHROMIUM } from './chromium.ts';
import { CuttableProxy } from './cuttable-proxy.ts';
import { type LargeLeak, writeLargeLeak } from './large-leak.ts';
import { seenText } from './seen-text.ts';
import { type ServeProcess, startServe } from './serve-process.ts';

const MIN_BYTES = 100 * 1024 ** 2;
/** Long enough to look at the service meanwhile. */
const CUT_FOR_MS = 4000;
/** 10 s for the file: its check keeps up with it. */
const BYTES_PER_SECOND = 10 * 1024 ** 2;
const NAME = 'leak, of a "forum" <b>.txt';

describe.skipIf(WITHOUT_CHROMIUM !== null)(`a suspect of 100 MB ${WITHOUT_CHROMIUM ?? ''}`, () => {
  const installation = new Installation();
  let leak: LargeLeak;
  let service: ServeProcess;
  let proxy: CuttableProxy;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let reportPath: string;
  /** Somebody else's look at the service, by wires of their own. */
  let onlooker: Visitor;

  beforeAll(async () => {
    leak = await writeLargeLeak(installation.path('table.csv'), installation.path(NAME), MIN_BYTES);
    await installation.expectCode(0, 'init');
    await installation.expectCode(0, 'table', 'add', 'patients', 'table.csv', '--controller', 'Laboratory A');
    proxy = new CuttableProxy(() => Number(new URL(service.origin).port), BYTES_PER_SECOND);
    const origin = `http://127.0.0.1:${await proxy.listen()}`;
    service = await startServe(installation, 0, { ROWPRINT_PUBLIC_URL: origin });
    browser = await openBrowser();
    visitor = await visit(browser, origin);
    page = await visitor.context.newPage();
    await page.goto(origin + new URL(service.setupLink!).pathname + new URL(service.setupLink!).hash);
    await page.getByLabel('Your name here').fill('anna');
    await page.getByLabel('Password', { exact: true }).fill('a long sentence that only Anna knows');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    onlooker = await visit(browser, service.origin, { storageState: await visitor.context.storageState() });
  });

  afterAll(async () => {
    await browser.close();
    await proxy.close();
    await service.stop();
    installation.remove();
  });

  test('goes on where the connection was cut, is matched meanwhile, and its report opens by itself', async () => {
    await page.goto('/check');
    expect(visitor.watch.take()).toEqual([]);
    proxy.cutAfter(leak.bytes * 0.4, CUT_FOR_MS);
    const sentBefore = proxy.sentBytes;

    await page.getByLabel('Choose a file').setInputFiles(installation.path(NAME));
    await page.getByText('The connection was lost. Going on from where it stopped').waitFor();
    const atCut = Number(await page.locator('progress[data-role="progress"]').getAttribute('value'));
    const seen = seeProgress(await onlooker.context.newPage());
    await page.waitForURL(/\/reports\/[^/]+$/, { timeout: 120_000 });
    await seen;

    reportPath = new URL(page.url()).pathname;
    expect(await seenText(page.getByRole('heading', { level: 1 }))).toContain(NAME);
    expect(proxy.cuts).toBe(1);
    expect(atCut).toBeGreaterThan(0.3);
    expect(atCut).toBeLessThan(0.6);
    // What was on the wire when it was cut is sent again, and nothing else.
    expect((proxy.sentBytes - sentBefore) / leak.bytes).toBeLessThan(1.25);
    expect(onlooker.watch.take()).toEqual([]);
    // The cut itself is on the console, once for the request and once for what asks after it.
    expect(visitor.watch.take().filter((line) => !line.includes('net::ERR_'))).toEqual([]);
  });

  test('is reported with the rows that it has', async () => {
    const report = await (await page.request.get(`/api/v1${reportPath}`)).json();

    expect(report.suspect.bytes).toBe(leak.bytes);
    expect(report.suspect.rows).toBe(leak.rows);
    expect(Math.abs(report.population.rowsExplained / leak.rowsOfMembers - 1)).toBeLessThan(0.01);
  });

  test('is known by its digest when it is chosen again, and nothing of it is sent', async () => {
    await page.goto('/check');
    const sentBefore = proxy.sentBytes;

    await page.getByLabel('Choose a file').setInputFiles(installation.path(NAME));
    await page.getByText('This file was seen before.').waitFor();

    expect(proxy.sentBytes - sentBefore).toBeLessThan(100_000);
    await page.getByRole('link', { name: 'Open the report', exact: true }).click();
    await page.waitForURL(`**${reportPath}`);
    expect(visitor.watch.take()).toEqual([]);
  });

  test('is destroyed after its check, and one that was not checked when somebody says so', async () => {
    await page.goto('/check');
    const csrf = (await page.locator('meta[name="csrf"]').getAttribute('content'))!;
    await page.request.put('/api/v1/suspects?name=unchecked.txt', {
      headers: { 'x-csrf-token': csrf, 'content-type': 'application/octet-stream' },
      data: 'a row\r\nanother\r\n',
    });
    await page.reload();
    const checked = page.getByRole('row').filter({ hasText: NAME });
    const kept = page.getByRole('row').filter({ hasText: 'unchecked.txt' });
    expect(await checked.getByText('Destroyed', { exact: true }).isVisible()).toBe(true);
    expect(await checked.getByRole('link', { name: 'Report' }).isVisible()).toBe(true);
    expect(await seenText(kept.locator('time[data-countdown]'))).toMatch(/\d/);

    page.once('dialog', (dialog) => void dialog.accept());
    await kept.getByRole('button', { name: 'Destroy now' }).click();

    await page.getByText('The bytes of the file were destroyed.').waitFor();
    expect(await kept.getByText('Destroyed', { exact: true }).isVisible()).toBe(true);
    expect(visitor.watch.take()).toEqual([]);
  });
});

/** In the list of runs, the one that goes on; how far it is moves, and is where it was after a reload. */
async function seeProgress(page: Page): Promise<void> {
  await page.goto('/runs');
  await page.getByRole('link', { name: NAME }).click();
  const first = await progressOf(page);
  await expect.poll(() => progressOf(page), { timeout: 30_000 }).toBeGreaterThan(first);
  await page.reload();
  const reloaded = await progressOf(page);
  expect(reloaded).toBeGreaterThan(first);
  await expect.poll(() => progressOf(page), { timeout: 30_000 }).toBeGreaterThan(reloaded);
  await page.waitForURL(/\/reports\/[^/]+$/, { timeout: 120_000 });
}

/** From 0 to 1. */
async function progressOf(page: Page): Promise<number> {
  const bar = page.locator('progress[data-field="bar"]');
  return Number(await bar.getAttribute('value', { timeout: 3000 }));
}
