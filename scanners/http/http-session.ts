import type { ListedFile, ScanTools, Target } from '../scanner.ts';
import type { Exchange } from './exchange.ts';
import type { HttpSightings } from './http-sightings.ts';
import type { Resource } from './resource.ts';

/** What the steps of one visit share. */
export interface HttpSession {
  readonly target: Target;
  readonly tools: ScanTools;
  readonly exchange: Exchange;
  readonly sightings: HttpSightings;
  /** What the walk leaves for the probe. */
  readonly found: Found;
}

/** A few things that were listed, worth a look by a stranger. */
export interface Found {
  /** A file that likely has bytes. */
  sample: ListedFile | null;
  /** Files that may lie outside of the tree: links, and 'passwd'. */
  readonly suspects: ListedFile[];
  /** Names that lead above the server's root once decoded. */
  readonly traversals: Resource[];
  /** Where the start ended after redirects. */
  start: Resource | null;
}
