import type { Store } from '../store/store.ts';

/** Enough for every list there is, with its pages. */
const MOST_ENTRIES = 1000;

/**
 * What was read of the store, kept as long as nothing in the store changes, whoever changes it. Shared by all who may
 * see it: what it holds is limited to an actor afterwards, or has the limits in its key.
 */
export type Unchanged = <Value>(key: string, read: () => Promise<Value>) => Promise<Value>;

/** Keep what was read of this store until it changes. Asking for the store's mark costs far less than any list. */
export function createUnchanged(store: Pick<Store, 'changeMark'>): Unchanged {
  let mark = '';
  let kept = new Map<string, Promise<unknown>>();
  return async <Value>(key: string, read: () => Promise<Value>): Promise<Value> => {
    const now = await store.changeMark();
    if (now !== mark || kept.size >= MOST_ENTRIES) {
      mark = now;
      kept = new Map();
    }
    const known = kept.get(key);
    if (known !== undefined) return known as Promise<Value>;
    const current = kept;
    const value = read();
    current.set(key, value);
    // A failure is told to who asked, and is no answer for the next.
    value.catch(() => current.delete(key));
    return value;
  };
}
