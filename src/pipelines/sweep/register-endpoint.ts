import { UsageError } from '../../core/errors.ts';
import type { AddEndpointRequest } from '../../reports/requests.ts';
import type { NewEndpoint, Schedule } from '../../store/watched.ts';
import type { WatchContext } from './watch-context.ts';

/** When an endpoint is swept, as it was asked for; null: only by hand. */
export function scheduleOf({ every, timeZone, jitterMinutes }: AddEndpointRequest): Schedule | null {
  if (every === undefined) {
    if (timeZone !== undefined || jitterMinutes !== undefined)
      throw new UsageError('a time zone or jitter is of a schedule: give one with --every');
    return null;
  }
  return { cron: every, timeZone: timeZone ?? 'UTC', jitterMs: (jitterMinutes ?? 0) * 60_000 };
}

/** An endpoint as it is registered. @throws {UsageError} a URL with a login, of no scanner, or options that do not hold */
export function endpointOf(
  { scanners }: Pick<WatchContext, 'scanners'>,
  request: AddEndpointRequest,
): NewEndpoint {
  const url = parseEndpointUrl(request.url, scanners);
  if (url.username !== '' || url.password !== '')
    throw new UsageError(
      'the URL holds a login, and logins are not kept: write it into a file (user=NAME, password=TEXT, mode 0600) and name that with --login-file',
    );
  return {
    name: request.name,
    url: url.href,
    options: {
      schedule: scheduleOf(request),
      loginFile: request.loginFile ?? null,
      allowsClearTextLogin: request.allowsClearTextLogin,
      acceptedCertificate: fingerprintOf(request.acceptedCertificate),
      listsOnly: request.listsOnly,
      extractsEndAt: request.extractsEndAt === undefined ? null : requireDay(request.extractsEndAt),
      staleAfterDays: request.staleAfterDays ?? null,
    },
  };
}

/** A URL that some scanner visits. @throws {UsageError} never quoting it: it may hold a login */
export function parseEndpointUrl(text: string, scanners: WatchContext['scanners']): URL {
  const schemes = scanners.flatMap((scanner) => scanner.schemes);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !schemes.includes(url.protocol) || url.hostname === '')
    throw new UsageError(
      `that is no address of a server that is scanned: write ${schemes.map((scheme) => `${scheme}//host/path`).join(', ')}`,
    );
  if ([...url.searchParams.keys()].some((name) => SECRET_PARAMETERS.test(name)))
    throw new UsageError(
      'the URL holds a signature or token, and those are not kept: name the address without it, and the token in a login file (header=NAME: VALUE) with --login-file',
    );
  url.hash = '';
  return url;
}

/** Parameters that are a login: of S3 and Azure (SAS), and what others call theirs. */
const SECRET_PARAMETERS = /^(sig|signature|token|access_token|api_?key|key|secret|password|pwd|x-amz-.*)$/i;

/** A day as 'YYYY-MM-DD'. @throws {UsageError} */
export function requireDay(text: string): string {
  const day = new Date(`${text}T00:00:00.000Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text))
    return text;
  throw new UsageError(`'${text}' is no day: write it as 2027-03-31`);
}

function fingerprintOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const hex = text.replaceAll(':', '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hex)) return hex;
  throw new UsageError('a certificate is accepted by its SHA-256 fingerprint: 64 hexadecimal digits');
}
