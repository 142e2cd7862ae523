import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createHome, openStore, type StoreOptions } from '../../src/store/home.ts';
import type { Store } from '../../src/store/store.ts';
import { KEY_ID } from './samples.ts';
import { makeTempFolder } from './temp-folder.ts';

/** A new home before each test of the file, with every store that was opened closed after it. */
export class TestHome {
  folder = '';
  home = '';
  readonly #stores: Store[] = [];

  constructor() {
    beforeEach(async () => {
      this.folder = await makeTempFolder();
      this.home = join(this.folder, 'home');
      await createHome(this.home, KEY_ID);
    });
    afterEach(async () => {
      for (const store of this.#stores.splice(0)) await store.close();
      await rm(this.folder, { recursive: true, force: true });
    });
  }

  get file(): string {
    return join(this.home, 'rowprint.db');
  }

  async open(options: StoreOptions = {}): Promise<Store> {
    const store = await openStore(this.home, KEY_ID, options);
    this.#stores.push(store);
    return store;
  }
}

/** The error that a promise is rejected with; fails where it is not. */
export async function refusalOf(promise: Promise<unknown>): Promise<Error & { readonly code?: string }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
}
