import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { StoreDamagedError } from '../store/store-errors.ts';
import type { ChannelTarget } from './outgoing-alert.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/**
 * Encrypt where a channel leads, for the database: nonce, tag, text. The address is in it too, since that of a webhook is
 * often a password itself. Bound to the channel: what is sealed for one opens for no other.
 * @param key 32 bytes: the subkey 'alert-secrets'
 */
export function sealTarget(key: Uint8Array, channelId: string, target: ChannelTarget): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(channelId));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(target), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** What sealTarget sealed. @throws {StoreDamagedError} it was changed, or sealed for another channel or with another key */
export function openTarget(key: Uint8Array, channelId: string, sealed: Uint8Array): ChannelTarget {
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(channelId));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const bytes = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return JSON.parse(Buffer.concat([bytes, decipher.final()]).toString('utf8')) as ChannelTarget;
  } catch {
    // Without the cause: it may quote what was decrypted.
    throw new StoreDamagedError(
      `the target of channel ${channelId} cannot be decrypted: remove the channel and add it again`,
    );
  }
}
