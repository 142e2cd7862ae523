import type { AssetFacts } from '../../reports/sweep.ts';

/** What is kept of a file of which no row was read. */
export function unreadFacts(encryption: string | null, isConfirmed: boolean): AssetFacts {
  return {
    format: null,
    encoding: null,
    rows: null,
    sections: [],
    encryption,
    coverage: null,
    isConfirmed,
    comparedWith: [],
  };
}
