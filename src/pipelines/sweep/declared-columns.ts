import type { Store } from '../../store/store.ts';
import type { DeclaredColumns } from './compare-asset.ts';

/** What the owners of the registered tables declared that extracts of them may hold. */
export async function declaredColumnsOf(store: Store): Promise<DeclaredColumns> {
  const byName = new Map(
    (await store.tables.list()).map(({ name, options }) => [name, options.declared ?? null]),
  );
  return ({ reference }) => (reference.kind === 'table' ? (byName.get(reference.name) ?? null) : null);
}
