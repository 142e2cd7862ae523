import type { Rivals } from '../../fingerprints/overlap/rival-fits.ts';
import type { AssetRecord, EndpointRecord, VersionRecord } from '../store/watched.ts';
import type { KnownPrint } from './load-prints.ts';

/** A file of a server, with the places of the prints of all its versions and tables. */
export interface AssetGroup {
  readonly endpoint: EndpointRecord;
  readonly asset: AssetRecord;
  /** Ascending, each once: versions of the same content share their prints. */
  readonly prints: readonly number[];
  /** Oldest first. A file with several tables has several prints in each version. */
  readonly versions: readonly { readonly version: VersionRecord; readonly prints: readonly number[] }[];
}

/**
 * The prints by the file that they are of, by endpoint and path, so that files that hold as much come in the same order
 * each time; a file that lies in two places is with both.
 */
export function assetGroups(prints: readonly Pick<KnownPrint, 'places'>[]): AssetGroup[] {
  const groups = new Map<string, GrowingGroup>();
  for (const [at, { places }] of prints.entries())
    for (const { endpoint, asset, version } of places) {
      const group: GrowingGroup = groups.get(asset.id) ?? { endpoint, asset, prints: [], versions: [] };
      groups.set(asset.id, group);
      if (!group.prints.includes(at)) group.prints.push(at);
      const known = group.versions.find((one) => one.version.id === version.id);
      if (known === undefined) group.versions.push({ version, prints: [at] });
      else known.prints.push(at);
    }
  for (const { versions } of groups.values())
    versions.sort((a, b) => a.version.firstSeenAt.localeCompare(b.version.firstSeenAt));
  return [...groups.values()].sort(byPlace);
}

function byPlace(a: AssetGroup, b: AssetGroup): number {
  return a.endpoint.name.localeCompare(b.endpoint.name) || a.asset.path.localeCompare(b.asset.path);
}

/** Files of which several versions are known: a row of a suspect is taken from one of them. */
export function groupsWithVersions(groups: readonly AssetGroup[]): AssetGroup[] {
  return groups.filter(({ versions }) => versions.length > 1);
}

/** The versions of these files as rivals, in the same order. */
export function rivalsOf(groups: readonly AssetGroup[]): Rivals[] {
  return groups.map(({ versions }) => versions.map(({ prints }) => prints));
}

interface GrowingGroup extends AssetGroup {
  readonly prints: number[];
  readonly versions: { readonly version: VersionRecord; readonly prints: number[] }[];
}
