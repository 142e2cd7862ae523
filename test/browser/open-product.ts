import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import buildProduct from '../e2e/build-product.ts';
import { CHROMIUM } from './chromium-path.ts';
import { type OpenDemo, openDemo } from './open-demo.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The demonstration, open in a process of its own. Null where there is no Chromium to look at it. */
    readonly demo: OpenDemo | null;
  }
}

/** Build the product with its pages, and open the demonstration, which the tests of pages look at. */
export default async function openProduct(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(CHROMIUM)) {
    project.provide('demo', null);
    return async () => {};
  }
  const removeProduct = buildProduct(project);
  const { demo, close } = await openDemo(project.getProvidedContext().product);
  project.provide('demo', demo);
  return async () => {
    await close();
    removeProduct();
  };
}
