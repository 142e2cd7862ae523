import type { ExposureCode } from '../../scanners/exposure.ts';
import type { PlantedTree } from './tree.ts';

/** One way to configure a server. */
export interface Variant {
  /** 'good', or what is wrong with it in a word or two. */
  readonly id: string;
  /** Every exposure of the server itself that a sweep has to find, and no other. Empty: nothing is wrong. */
  readonly faults: readonly ExposureCode[];
  /** Whether a stranger sees the tree in a way of its own: then completeness is measured on it. */
  readonly shows: boolean;
}

/** A server that answers, with what to ask of it. */
export interface StartedServer {
  readonly url: URL;
  log(): string;
  stop(): Promise<void>;
}

/** A real server of Debian, started by hand with configurations of our own. */
export interface TestServer {
  readonly id: string;
  readonly protocol: 'ftp' | 'http';
  readonly variants: readonly Variant[];
  /** Readable files that this server does not name to a stranger. `name` is below the root, latin1. */
  hides(name: string, variant: string): boolean;
  /** Files that it names and does not give, or whose name its protocol cannot carry. */
  refuses(name: string, variant: string): boolean;
  /** The name under which it serves a file where that is not the disk's; undefined: always the disk's. */
  readonly disguise?: (name: string) => string;
  /** @throws {NotInstallableError} @throws {Error} when it does not start */
  start(variant: string, tree: Pick<PlantedTree, 'root'>): Promise<StartedServer>;
}
