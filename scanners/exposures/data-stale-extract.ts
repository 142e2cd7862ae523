import type { AssetObservation, DetectionContext, Detector } from '../exposure.ts';
import { verdictOfAbsence } from '../shared/asset-content.ts';
import { assetDetection } from '../shared/asset-detection.ts';
import { namedKindOf } from '../shared/backup-names.ts';
import { endOfDayMs, wholeDays } from '../shared/days.ts';
import { tablesIn } from '../shared/found-rows.ts';
import { isPersonal } from '../shared/sensitive-columns.ts';

/** Servers without a date say 1970, and FAT begins with 1980: an older file is one without a date. */
const LEAST_MODIFIED_MS = Date.parse('1980-01-02T00:00:00Z');

/** An extract that is still there long after it was made, or after the day on which it was to be gone. */
export const dataStaleExtract: Detector = {
  code: 'data.stale-extract',
  title: 'A file with data lies on the server longer than it should.',
  advice: 'Delete it, and have extracts deleted by themselves once they were fetched.',
  begin: (context) =>
    assetDetection(context, (asset) => {
      const age = ageOf(asset, context);
      // A server that tells no date (any more) may well have an old file.
      if (!age.isStale) return age.daysSinceModified === null ? 'unknown' : 'fine';
      const isOurs = tablesIn(asset).length > 0;
      const isCopy = namedKindOf(asset.path)?.isCopyOfData === true;
      if (!isOurs && !isCopy && !isPersonal(asset)) return verdictOfAbsence(asset);
      return {
        severity: isOurs ? 'medium' : 'low',
        proof: age.isSeenByUs ? 'proven' : 'claimed',
        evidence: {
          daysSinceModified: age.daysSinceModified,
          modifiedAt: asset.modifiedAt,
          firstSeenAt: asset.firstSeenAt,
          staleAfterDays: context.staleAfterDays,
          extractsEndAt: context.extractsEndAt,
          holdsRowsOfOurs: isOurs,
        },
      };
    }),
};

/** By the server's date where it can be one, else since we first saw it. A declared end needs no date of the file. */
function ageOf(
  { modifiedAt, firstSeenAt }: AssetObservation,
  { nowMs, staleAfterDays, extractsEndAt }: DetectionContext,
): { readonly isStale: boolean; readonly isSeenByUs: boolean; readonly daysSinceModified: number | null } {
  const modifiedMs = modifiedAt === null ? Number.NaN : Date.parse(modifiedAt);
  const isDate = modifiedMs >= LEAST_MODIFIED_MS && modifiedMs <= nowMs;
  const daysSinceModified = isDate ? wholeDays(modifiedMs, nowMs) : null;
  const daysSeen = wholeDays(Date.parse(firstSeenAt), nowMs) ?? 0;
  const isPastEnd = extractsEndAt !== null && nowMs > endOfDayMs(extractsEndAt);
  // Replaced content is a new extract, however long there was a file of that name.
  const isOld = (daysSinceModified ?? daysSeen) > staleAfterDays;
  return {
    isStale: isOld || isPastEnd,
    isSeenByUs: isPastEnd || daysSeen > staleAfterDays,
    daysSinceModified,
  };
}
