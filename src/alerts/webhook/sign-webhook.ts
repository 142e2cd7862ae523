import { createHmac, randomBytes } from 'node:crypto';
import { UsageError } from '../../core/errors.ts';

const PREFIX = 'whsec_';
const NEW_BYTES = 32;
const LEAST_BYTES = 24;
const MOST_BYTES = 64;

/** A new secret of a webhook. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(NEW_BYTES).toString('base64')}`;
}

/**
 * The bytes of a secret: 'whsec_' and 24 to 64 bytes in base64, so that every library of Standard Webhooks reads it as we do.
 * @throws {UsageError} never quoting it
 */
export function secretBytes(secret: string): Uint8Array {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  const bytes = Buffer.from(text, 'base64');
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && bytes.toString('base64') === text;
  if (!isBase64 || bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES)
    throw new UsageError(
      `the secret of a webhook is '${PREFIX}' and ${LEAST_BYTES} to ${MOST_BYTES} bytes in base64; leave it out and one is made`,
    );
  return bytes;
}

/**
 * The headers that sign one attempt. Receivers refuse a time more than five minutes off, and an id that they have had:
 * what is played back to them is of no use. Source: the Standard Webhooks specification 1.0.
 * @param nowMs when it is sent, in milliseconds since 1970
 */
export function webhookHeaders(
  secret: string,
  id: string,
  nowMs: number,
  body: string,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const signed = createHmac('sha256', secretBytes(secret)).update(`${id}.${timestamp}.${body}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signed.digest('base64')}`,
  };
}
