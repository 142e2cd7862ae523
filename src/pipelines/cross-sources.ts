import type { Combination } from '../../fingerprints/overlap/combinations.ts';
import type { Crossing } from '../reports/attribution.ts';
import type { EndpointGroup } from './describe-endpoints.ts';
import type { LoadedPrint } from './load-prints.ts';

/**
 * Rows of a suspect by the server they are on and the table they are in, most first: a row on two servers, or in two
 * tables, is in each. Empty where no server was compared.
 */
export function crossSources(
  prints: readonly Pick<LoadedPrint, 'kind' | 'reference'>[],
  groups: readonly EndpointGroup[],
  combinations: readonly Combination[],
): Crossing[] {
  if (groups.length === 0) return [];
  const serversOf = prints.map(() => [] as string[]);
  for (const group of groups) for (const at of group.prints) serversOf[at]!.push(group.name);
  const cells = new Map<string, { endpoint: string | null; table: string | null; rows: number }>();
  for (const { prints: present, rows } of combinations) {
    const servers = new Set(present.flatMap((at) => serversOf[at]!));
    const tables = new Set(
      present.flatMap((at) => (prints[at]!.kind === 'table' ? [prints[at]!.reference.name] : [])),
    );
    for (const endpoint of servers.size === 0 ? [null] : servers)
      for (const table of tables.size === 0 ? [null] : tables) {
        const key = JSON.stringify([endpoint, table]);
        const known = cells.get(key);
        if (known === undefined) cells.set(key, { endpoint, table, rows });
        else known.rows += rows;
      }
  }
  return [...cells.values()].sort((a, b) => b.rows - a.rows);
}
