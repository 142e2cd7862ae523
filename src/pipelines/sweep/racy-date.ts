/** A file that changed within the same minute in which it was listed shows the same date: listings tell minutes. */
const RACY_MS = 2 * 60_000;
/** Listings that tell local time are ahead by so much at most; a date beyond it is no clock's, and stays as it is. */
const MOST_AHEAD_MS = 14 * 3_600_000;

/** Whether a file could have changed after it was seen and show this date all the same. */
export function isRacy(modifiedAt: string, seenAt: string): boolean {
  const ageMs = Date.parse(seenAt) - Date.parse(modifiedAt);
  return ageMs < RACY_MS && ageMs >= -MOST_AHEAD_MS;
}
