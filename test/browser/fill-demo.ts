import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** A name as attackers and bad exports write them: a formula, HTML, and more than fits on a line. */
const HOSTILE = '=cmd|\'/c calc\'!A1 <img src=x onerror=alert(1)> "quoted" a-name-without-any-space-'.padEnd(
  180,
  'x',
);
/** Nobody listens there, and nothing is sent before something happens. */
const NOWHERE = 'udp://127.0.0.1:9';

/** Give the demonstration what it has none of, once: a run with its report, and a channel of alerts, of hostile names. */
export async function fillDemo(page: Page): Promise<void> {
  await page.goto('/check');
  const csrf = (await page.locator('meta[name="csrf"]').getAttribute('content'))!;
  const headers = { 'x-csrf-token': csrf };
  if ((await itemsOf(page, 'runs')).length === 0) await checkFile(page, headers);
  if ((await itemsOf(page, 'alerts')).length > 0) return;
  const data = {
    name: HOSTILE.slice(0, 100),
    kind: 'syslog',
    target: NOWHERE,
    events: ['test'],
  };
  const added = await page.request.post('/api/v1/alerts', { headers, data });
  expect(added.ok(), `a channel is added: ${added.status()}`).toBe(true);
}

async function itemsOf(page: Page, kind: string): Promise<readonly unknown[]> {
  return ((await (await page.request.get(`/api/v1/${kind}`)).json()) as { items: readonly unknown[] }).items;
}

/** Upload a small suspect and wait for the end of its check. */
async function checkFile(page: Page, headers: Readonly<Record<string, string>>): Promise<void> {
  const kept = await page.request.put(`/api/v1/suspects?name=${encodeURIComponent(`${HOSTILE}.csv`)}`, {
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    data: `${HOSTILE};nom\r\n1;Durand\r\n`,
  });
  const { id } = (await kept.json()) as { id: string };
  const asked = await page.request.post('/api/v1/checks', { headers, data: { suspect: id } });
  const run = (await asked.json()) as { id: string };
  await vi.waitUntil(
    async () => (await (await page.request.get(`/api/v1/runs/${run.id}`)).json()).result?.report,
    { timeout: 60_000, interval: 200 },
  );
}
