import type { ListedFile } from '../scanner.ts';
import type { Resource } from './resource.ts';
import { createVisitedPaths, type VisitedPaths } from './visited-paths.ts';

/** A folder, or what may be one, that is still to be asked for. */
export interface Folder {
  /** Where it turned out to be, once it was asked for: a redirect may have added its '/'. */
  resource: Resource;
  /** Where its listing is, if not there: a bucket has no folders, only listings of what begins alike. */
  readonly listedAt: Resource | null;
  /** What it is if it has no listing; null: what its reply says. */
  readonly orFile: ListedFile | null;
  /** Folders between it and the start. */
  readonly depth: number;
  readonly parent: Folder | null;
  /** What its listings said in brief, by method; see listing-digest.ts. */
  readonly digests: Map<string, string>;
}

/** What is known while a tree is walked. */
export interface WalkState {
  readonly visited: VisitedPaths;
  /**
   * Level by level: what lies near the start is told before a server that invents folders has used up the budget. It
   * grows while it is walked, up to maxEntries.
   */
  readonly queue: Folder[];
  /** Identity of the folder that all has to be below, with '/' at its end. */
  root: string;
  origin: string;
  isWebdav: boolean;
}

/** Before the first request. */
export function createWalkState(start: Resource): WalkState {
  return {
    visited: createVisitedPaths(),
    queue: [{ resource: start, listedAt: null, orFile: null, depth: 0, parent: null, digests: new Map() }],
    root: '/',
    origin: start.origin,
    isWebdav: false,
  };
}
