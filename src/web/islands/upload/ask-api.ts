const API = '/api/v1';

/** A request that the API refused. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the service answered ${status}`);
    this.status = status;
  }
}

/** Where tus uploads begin. */
export const UPLOADS = `${API}/uploads`;

/** What requests that change something carry: pages of other origins cannot know it. */
export function csrfHeaders(): Record<string, string> {
  const csrf = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content;
  return csrf === undefined ? {} : { 'X-CSRF-Token': csrf };
}

/** Newest report on a file with this SHA-256; null where it was never checked, or nobody can say now. */
export async function reportSeen(sha256: string, signal: AbortSignal): Promise<string | null> {
  const response = await fetch(`${API}/suspects/seen/${sha256}`, { signal });
  if (!response.ok) return null;
  const { reports } = (await response.json()) as { readonly reports: readonly { readonly id: string }[] };
  return reports[0]?.id ?? null;
}

/** The run that checks an upload: begun now, unless one was before the upload was gone on with. @throws {RefusedError} */
export async function beginCheck(suspect: string): Promise<string> {
  const known = await fetch(`${API}/suspects/${suspect}`);
  const { run } = known.ok ? ((await known.json()) as { readonly run: string | null }) : { run: null };
  if (run !== null) return run;
  const response = await fetch(`${API}/checks`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': `check-${suspect}`,
      ...csrfHeaders(),
    },
    body: JSON.stringify({ suspect }),
  });
  if (!response.ok) throw new RefusedError(response.status);
  return ((await response.json()) as { readonly id: string }).id;
}
