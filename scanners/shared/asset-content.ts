import type { AssetObservation } from '../exposure.ts';

/**
 * What is known of an asset's content: 'rows' were read; it was read and has none ('no-rows'); it is 'sealed' by
 * encryption; or 'unknown', because nothing was read, or by no format.
 */
export type AssetContent = 'rows' | 'no-rows' | 'sealed' | 'unknown';

/** Encryption that is broken with a few known bytes (Biham and Kocher 1994), so that it protects nothing. */
const WEAK_ENCRYPTION: ReadonlySet<string> = new Set(['zip-crypto']);

/** What the last reading of this asset showed; rows that came out count more than what its head says. */
export function contentOf(asset: AssetObservation): AssetContent {
  if (!isKnown(asset) || asset.encryption === undefined) return 'unknown';
  if (asset.format !== null && (asset.rows ?? 0) > 0) return 'rows';
  if (isSealed(asset)) return 'sealed';
  return asset.format !== null && asset.rows === 0 ? 'no-rows' : 'unknown';
}

/** Whether what is told of its content is of now: of a file that could not be read again it may be of an older one. */
export function isKnown({ state }: AssetObservation): boolean {
  return state === 'read' || state === 'unchanged';
}

/** Whether its head shows encryption that holds. */
export function isSealed({ encryption }: AssetObservation): boolean {
  return encryption !== null && encryption !== undefined && !WEAK_ENCRYPTION.has(encryption);
}

/** The verdict where nothing was found in the content: 'fine' only if all of it was read, or nobody can read it. */
export function verdictOfAbsence(asset: AssetObservation): 'fine' | 'unknown' {
  const content = contentOf(asset);
  if (content === 'sealed') return 'fine';
  return content === 'unknown' || asset.isPartlyRead === true ? 'unknown' : 'fine';
}
