/** What the head of a file shows of its encryption: 'age', 'gpg', 'zip-aes', 'zip-crypto', '7z', 'openssl', …; null: nothing. */
export function encryptionOf(head: Uint8Array): string | null {
  const text = Buffer.from(head.subarray(0, 256)).toString('latin1');
  for (const [id, sign] of SIGNS) if (sign.test(text)) return id;
  return text.startsWith('PK\x03\x04') ? zipEncryption(head) : null;
}

/** By the documents of each format; anchored, as a name in the middle of a text is no sign. */
const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['age', /^age-encryption\.org\/v1\n/],
  ['age', /^-----BEGIN AGE ENCRYPTED FILE-----/],
  ['gpg', /^-----BEGIN PGP MESSAGE-----/],
  // RFC 9580: packets 1 (key encrypted to someone), 3 (to a passphrase), 9 and 18 (data), in both header forms.
  [
    'gpg',
    /^(?:\x84.\x03|\x85[\x00-\x04].\x03|\x8c[\x04\x0d\x0e\x1e-\x2e][\x04-\x06][\x01-\x0d]|\xc1[\x5e\xc0-\xdf].?\x03|\xc3[\x04\x0d\x0e\x1e-\x2e][\x04-\x06])/s,
  ],
  ['openssl', /^Salted__/],
  ['luks', /^LUKS\xba\xbe/],
];

/** General purpose flag bit 0 of the first member; method 99 is AES (PKWARE APPNOTE 4.4.4; WinZip AE-1/AE-2). */
function zipEncryption(head: Uint8Array): string | null {
  if (head.length < 10) return null;
  const isEncrypted = (head[6]! & 1) === 1;
  if (!isEncrypted) return null;
  return head[8] === 99 ? 'zip-aes' : 'zip-crypto';
}
