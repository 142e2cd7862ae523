import type { Clock } from '../../core/clock.ts';
import { UsageError } from '../../core/errors.ts';
import { AlertFailedError, failureOnTheWay } from '../alert-failed-error.ts';
import type { AlertMessage, AlertSender, ChannelTarget } from '../outgoing-alert.ts';
import { addressOf, hostIn, isLoopback, type LookUp } from '../target-address.ts';
import { type PostAnswer, postJson } from './post-json.ts';
import { newWebhookSecret, secretBytes, webhookHeaders } from './sign-webhook.ts';
import { webhookBody } from './webhook-body.ts';

/** What sending webhooks needs. */
export interface WebhookParts {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Hosts that may be reached without TLS, and at any address. */
  readonly trustedHosts: readonly string[];
  readonly lookUp?: LookUp;
}

/** Codes of answers after which the same request may succeed: too early, too many, and a server that is in trouble. */
const WORTH_REPEATING = new Set([408, 409, 425, 429]);

/** Webhooks: signed JSON by HTTPS. */
export function webhookSender(parts: WebhookParts): AlertSender {
  return {
    kind: 'webhook',
    newSecret: newWebhookSecret,
    requireTarget(target) {
      parseTarget(target.target, parts.trustedHosts);
      secretBytes(target.secret ?? '');
    },
    async send(message, target) {
      const url = parseTarget(target.target, parts.trustedHosts);
      const host = hostIn(url);
      try {
        requireSuccess(await post(parts, url, message, target), host);
        return null;
      } catch (cause) {
        throw failureOnTheWay(cause, host);
      }
    },
  };
}

async function post(
  { clock, timeoutMs, trustedHosts, lookUp }: WebhookParts,
  url: URL,
  message: AlertMessage,
  { secret }: ChannelTarget,
): Promise<PostAnswer> {
  const address = await addressOf(hostIn(url), trustedHosts, lookUp);
  const body = webhookBody(message);
  const headers = webhookHeaders(secret ?? '', message.id, clock.nowMs(), body);
  return postJson({ url, address, headers, body, timeoutMs });
}

function requireSuccess({ status }: PostAnswer, host: string): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400)
    throw new AlertFailedError(
      `${host}: it answered ${status}, which leads elsewhere; redirects are not followed: give the last address`,
      { isLasting: true },
    );
  const isLasting = status < 500 && !WORTH_REPEATING.has(status);
  throw new AlertFailedError(`${host}: it answered ${status}`, { isLasting });
}

/** @throws {UsageError} never quoting the address, which may hold a password */
function parseTarget(target: string, trustedHosts: readonly string[]): URL {
  const url = URL.canParse(target) ? new URL(target) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    throw new UsageError('the target of a webhook is an address such as https://alerts.example.org/rowprint');
  if (url.username !== '' || url.password !== '')
    throw new UsageError('the target of a webhook has no login in it: what is sent is signed');
  const host = hostIn(url);
  if (url.protocol === 'http:' && !isLoopback(host) && !trustedHosts.includes(host))
    throw new UsageError(
      `${host}: webhooks go by https; name the host in ROWPRINT_ALERT_TRUSTED_HOSTS to send there without`,
    );
  return url;
}
