import type { Page } from 'playwright-core';
import { vi } from 'vitest';

/** Upload a small suspect by the API and wait for the end of its check. Gives the path of its report. */
export async function checkSmallFile(page: Page, name: string, text: string): Promise<string> {
  await page.goto('/check');
  const headers = { 'x-csrf-token': (await page.locator('meta[name="csrf"]').getAttribute('content'))! };
  const kept = await page.request.put(`/api/v1/suspects?name=${encodeURIComponent(name)}`, {
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    data: text,
  });
  const { id } = (await kept.json()) as { id: string };
  const asked = await page.request.post('/api/v1/checks', { headers, data: { suspect: id } });
  const run = (await asked.json()) as { id: string };
  const report = await vi.waitUntil(
    async () => {
      const { result } = await (await page.request.get(`/api/v1/runs/${run.id}`)).json();
      return result?.report as string | undefined;
    },
    { timeout: 60_000, interval: 200 },
  );
  return `/reports/${report}`;
}
