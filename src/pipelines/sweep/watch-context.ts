import type { ContentId } from '../../../scanners/content-id.ts';
import type { CombineSeverity, Detector } from '../../../scanners/exposure.ts';
import type { Login, Scanner, ScanTools } from '../../../scanners/scanner.ts';
import type { PipelineContext } from '../context.ts';

/** What sweeps are told by the settings. */
export interface SweepSettings {
  /** How an owner of a server reaches whoever scans it: in FTP's anonymous password, in HTTP's user agent. */
  readonly contact: string;
  /** Days after which an extract is stale, where an endpoint says nothing else. */
  readonly staleAfterDays: number;
  /** Days before the end of a certificate from which it is told. */
  readonly certificateWarningDays: number;
  /** Bytes that the estimate of a file may read. */
  readonly estimateBytes: number;
}

/** What the pipelines of exposed servers work with besides. */
export interface WatchContext extends PipelineContext {
  readonly scanners: readonly Scanner[];
  readonly detectors: readonly Detector[];
  readonly combineSeverity: CombineSeverity;
  readonly contentId: ContentId;
  /** Refuses an address that no mandate covers now, before anything is asked or noted. @throws {OutOfScopeError} */
  readonly requireInScope: (url: URL) => Promise<void>;
  /** The tools of one sweep of that address, within the mandates that hold now. */
  readonly openTools: (signal: AbortSignal, url: URL) => Promise<ScanTools>;
  /** Reads a login from a file. @throws {UsageError} it cannot be read, or others can read it too */
  readonly readLogin: (path: string) => Promise<Login>;
  /** Where large files wait, encrypted. */
  readonly spoolFolder: string;
  readonly sweepSettings: SweepSettings;
}
