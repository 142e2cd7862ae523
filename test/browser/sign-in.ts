import type { Page } from 'playwright-core';

/** Who somebody is to the service. */
export interface Account {
  readonly name: string;
  readonly password: string;
}

/** Sign in by the page, and wait for where it leads. */
export async function signIn(page: Page, { name, password }: Account, path = '/'): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
