import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits: nobody guesses one, so that a plain hash of it may be stored. */
const SECRET_BYTES = 32;
const MOST_CHARS = 200;

/** A new secret of 43 signs that may stand in a link, a cookie or a header. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What is stored of a secret: its SHA-256. A hostile one of any length is cut first, and fits nothing. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret.slice(0, MOST_CHARS)).digest('hex');
}

/** A keyed hash of texts, each with its length, so that no two lists of texts meet. */
export function macOf(key: Uint8Array, ...texts: readonly string[]): string {
  const mac = createHmac('sha256', key);
  for (const text of texts) mac.update(`${Buffer.byteLength(text)}:`).update(text);
  return mac.digest('base64url');
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function isSameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
