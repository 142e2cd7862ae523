import type { ContentId } from '../../../scanners/content-id.ts';
import { TransferBrokenError } from '../../../scanners/errors.ts';
import type { Visit } from '../../../scanners/scanner.ts';
import type { AssetFacts } from '../../reports/sweep.ts';
import type { AssetRecord, VersionRecord } from '../../store/watched.ts';
import type { FetchOutcome } from './fetch-asset.ts';
import { isSameByHeaders, isStrong, leave, validatorOf } from './fetched-headers.ts';

/** Compares large files with what is known of them by a few stretches, instead of fetching them whole. */
export interface SampleCheck {
  /**
   * Unchanged by a sample; null: changed, or not to be told so. It then has to be fetched whole.
   * @throws what fetching throws, but for a transfer that breaks
   */
  compare(
    asset: AssetRecord,
    known: VersionRecord,
  ): Promise<Extract<FetchOutcome, { kind: 'unchanged' }> | null>;
}

/** Below it, nine requests take as long as the file. */
const LEAST_SAMPLED_BYTES = 1024 * 1024;
/** So old may the last whole reading be. */
const MOST_SAMPLED_MS = 30 * 86_400_000;

/**
 * A file of the same size as before, of which only the date moved or nothing tells whether it changed, is compared by
 * its head and eight blocks (some 192 KiB). An edit between the samples that leaves the size as it was is missed. So it
 * is read whole all the same when its last whole reading is 30 days old, when a strong ETag of the listing says that it
 * is another file, when it is smaller than 1 MiB, and on servers that read from the beginning only.
 * @param nowMs when the sweep began, in milliseconds since 1970
 */
export function createSampleCheck(visit: Visit, contentId: ContentId, nowMs: number): SampleCheck {
  let honoursStarts = true;
  return {
    async compare(asset, known) {
      if (!honoursStarts || !isSampled(asset, known, nowMs)) return null;
      try {
        const compared = await compareStretches(visit, contentId, asset, known);
        if (compared !== 'no-ranges') return compared;
        honoursStarts = false;
      } catch (failure) {
        if (!(failure instanceof TransferBrokenError)) throw failure;
      }
      return null;
    },
  };
}

function isSampled(asset: AssetRecord, known: VersionRecord, nowMs: number): boolean {
  if (asset.bytes !== known.bytes || known.bytes < LEAST_SAMPLED_BYTES || known.sha256 === null) return false;
  if (isStrong(asset.etag) && isStrong(known.etag) && asset.etag !== known.etag) return false;
  const { readWholeAt } = known.facts as AssetFacts;
  return readWholeAt !== undefined && nowMs - Date.parse(readWholeAt) < MOST_SAMPLED_MS;
}

async function compareStretches(
  visit: Visit,
  contentId: ContentId,
  { path, ref, modifiedAt, etag }: AssetRecord,
  known: VersionRecord,
): Promise<Extract<FetchOutcome, { kind: 'unchanged' }> | 'no-ranges' | null> {
  const blocks: Uint8Array[] = [];
  const now = { modifiedAt, etag };
  for (const { start, length } of contentId.stretches(known.bytes)) {
    const isFirst = blocks.length === 0;
    const fetched = await visit.fetch({
      path,
      ref,
      start,
      length,
      listed: { bytes: known.bytes, modifiedAt },
      known: isFirst ? validatorOf(known) : null,
    });
    if (fetched.kind === 'unchanged') return { kind: 'unchanged', by: 'server', ...now };
    const isOtherSize = fetched.totalBytes !== null && fetched.totalBytes !== known.bytes;
    const isSame = isFirst && isSameByHeaders(fetched, known);
    if (fetched.start !== start || isOtherSize || isSame) {
      await leave(fetched);
      if (isSame) return { kind: 'unchanged', by: 'headers', ...now };
      return isOtherSize ? null : 'no-ranges';
    }
    now.modifiedAt = fetched.modifiedAt ?? now.modifiedAt;
    now.etag = fetched.etag ?? now.etag;
    const block = await readBlock(fetched.chunks, length);
    if (block.length !== length) return null;
    blocks.push(block);
  }
  return contentId.of(known.bytes, blocks) === known.contentId
    ? { kind: 'unchanged', by: 'sample', ...now }
    : null;
}

async function readBlock(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    parts.push(chunk.subarray(0, length - bytes));
    bytes += chunk.length;
    if (bytes >= length) break;
  }
  return Buffer.concat(parts);
}
