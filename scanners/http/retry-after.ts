/** How long a Retry-After header asks for, in milliseconds: seconds or a date (RFC 9110 section 10.2.3); null: it does not. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,15}$/.test(header.trim())) return Number(header) * 1_000;
  const time = Date.parse(header);
  return Number.isNaN(time) ? null : Math.max(0, time - nowMs);
}
