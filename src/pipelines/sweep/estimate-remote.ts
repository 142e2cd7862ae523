import type { Visit } from '../../../scanners/scanner.ts';
import type { ByteSource } from '../../core/byte-source.ts';
import { throwIfCancelled } from '../../core/errors.ts';
import { SourceUnreadableError } from '../../formats/errors.ts';
import type { Overlap, Report } from '../../reports/report.ts';
import type { RunOptions } from '../../reports/requests.ts';
import type { AssetFacts } from '../../reports/sweep.ts';
import type { AssetRecord } from '../../store/watched.ts';
import type { Comparison } from '../compare-file.ts';
import { estimateOverlap } from '../estimate-overlap.ts';
import { CannotSampleError, drawFor } from '../sample-source.ts';
import type { EstimateAsset } from './estimate-asset.ts';
import { unreadFacts } from './unread-facts.ts';
import type { WatchContext } from './watch-context.ts';

/** What estimating the large files of one sweep needs. */
export interface RemoteEstimating {
  readonly context: WatchContext;
  readonly comparison: Comparison;
  readonly visit: Visit;
  readonly run: RunOptions;
}

/** Estimates of files on a server: each block is a request with a range (HTTP) or a restart (FTP). */
export function estimateRemote({ context, comparison, visit, run }: RemoteEstimating): EstimateAsset {
  return {
    printIds: comparison.prints.map(({ reference }) => reference.id),
    async estimate(asset, bytes) {
      const source = remoteSource(visit, asset, bytes);
      const draw = drawFor(source, context.sweepSettings.estimateBytes);
      try {
        return factsOf(await estimateOverlap(comparison, source, { draw }, run));
      } catch (failure) {
        throwIfCancelled(run.signal);
        // That nothing can be said of it is no failure of the sweep: the file stands among what was not read.
        if (failure instanceof CannotSampleError) return notEstimated(failure.reason);
        if (failure instanceof SourceUnreadableError) return notEstimated('cannot be read from the middle');
        throw failure;
      }
    },
  };
}

function notEstimated(why: string): AssetFacts {
  return { ...unreadFacts(null, false), notEstimated: why };
}

/** The bytes of a file on a server from any place. */
function remoteSource(visit: Visit, { path, ref }: AssetRecord, bytes: number): ByteSource {
  return {
    name: path,
    bytes,
    async *stream(start = 0, end) {
      const length = end === undefined ? null : end - start;
      const fetched = await visit.fetch({ path, ref, start, length, known: null });
      if (fetched.kind === 'unchanged' || fetched.start !== start) {
        if (fetched.kind === 'bytes') await fetched.chunks[Symbol.asyncIterator]().return?.();
        throw new SourceUnreadableError(
          `${path} can only be read from its beginning: the server knows no other start`,
        );
      }
      yield* fetched.chunks;
    },
  };
}

/** What the blocks show of the file: its columns, and a number of rows that is an estimate too. */
function factsOf(report: Report): AssetFacts {
  const { suspect, coverage } = report;
  const columns = suspect.columns.map(({ header, field, filled }) => ({ header, field, filled }));
  return {
    format: suspect.format,
    encoding: suspect.encoding,
    rows: null,
    sections: [{ rows: suspect.rows, columns }],
    encryption: null,
    coverage,
    isConfirmed: false,
    comparedWith: [],
    ...bestEstimate(report),
  };
}

/** The share that the print has which has most of it; nothing where none has any. */
function bestEstimate({ overlaps, estimate }: Report): Pick<AssetFacts, 'estimate'> {
  const best: Overlap | undefined = overlaps.find(({ rows }) => rows.share > 0);
  if (best === undefined || estimate === undefined) return {};
  const { bytesSampled, blocks, rowsSampled } = estimate;
  const { share, interval } = best.rows;
  return { estimate: { print: best.print.name, share, interval, bytesSampled, blocks, rowsSampled } };
}
