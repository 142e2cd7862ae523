import { severityRank } from '../core/severity.ts';

/** What grouping looks at. */
interface Placed {
  readonly endpoint: string;
  readonly path: string | null;
  readonly severity: string;
}

/** Exposures of the same object: one file, or an endpoint as a whole. */
export interface ExposureGroup<Exposure extends Placed> {
  readonly endpoint: string;
  readonly path: string | null;
  /** The worst among them. */
  readonly severity: string;
  /** Worst first; of the same severity, in the order given. */
  readonly exposures: readonly Exposure[];
}

/** Put exposures of the same object together; the worst group first, then the order in which objects were met. */
export function groupByObject<Exposure extends Placed>(
  exposures: readonly Exposure[],
): readonly ExposureGroup<Exposure>[] {
  const groups = new Map<string, Exposure[]>();
  for (const exposure of exposures) {
    const key = JSON.stringify([exposure.endpoint, exposure.path]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [exposure]);
    else group.push(exposure);
  }
  return [...groups.values()]
    .map((group) => {
      const sorted = group.sort(worstFirst);
      const { endpoint, path, severity } = sorted[0]!;
      return { endpoint, path, severity, exposures: sorted };
    })
    .sort(worstFirst);
}

function worstFirst(one: { readonly severity: string }, other: { readonly severity: string }): number {
  return severityRank(other.severity) - severityRank(one.severity);
}
