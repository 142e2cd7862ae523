import type { Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import type { FalseDiscoveryLimit } from '../../fingerprints/estimate/false-discovery.ts';
import type { ReadingDefaults } from '../../fingerprints/fields/field.ts';
import type { KeyRing } from '../../fingerprints/keys.ts';
import type { ByteSource } from '../core/byte-source.ts';
import type { Clock } from '../core/clock.ts';
import type { ExtractLimits, FileFormat } from '../formats/file-format.ts';
import type { Store } from '../store/store.ts';
import type { TableOpenOptions, TableSource } from '../tables/table-source.ts';
import type { EngineSettings } from './engine/engine.ts';

/** What the pipelines work with. Put together by src/compose; in tests by hand. */
export interface PipelineContext {
  readonly store: Store;
  /** Id of the key behind `tokeniser`. */
  readonly keyId: string;
  readonly tokeniser: Tokeniser;
  /** Keys for what is kept encrypted, such as the primary keys of tables. Absent: none of it is kept. */
  readonly keyRing?: Pick<KeyRing, 'subkey'>;
  /** The compiled fast path; null: the plain one does everything. */
  readonly engine: EngineSettings | null;
  readonly clock: Clock;
  readonly formats: readonly FileFormat[];
  readonly tableSources: readonly TableSource[];
  /** Opens a local file by path. @throws {UsageError} missing, a folder, not readable */
  readonly openFile: (path: string) => Promise<ByteSource>;
  readonly readingDefaults: ReadingDefaults;
  readonly extractLimits: ExtractLimits;
  readonly tableOptions: TableOpenOptions;
  readonly falseDiscovery: FalseDiscoveryLimit;
  /** Files from that size on are estimated before they are read, where somebody watches. Absent: none is. */
  readonly estimateFromBytes?: number;
}
