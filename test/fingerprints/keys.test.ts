import { hkdfSync } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { KeyRing } from '../../fingerprints/keys.ts';

const MASTER = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);
const MASTER_HEX = Buffer.from(MASTER).toString('hex');

describe('KeyRing', () => {
  test('derives subkeys by HKDF-SHA-256 from the documented info', () => {
    const subkey = new KeyRing(MASTER).subkey('field/nir');

    const expected = hkdfSync('sha256', MASTER, '', 'rowprint/1|default|1|field/nir', 32);
    expect(Buffer.from(subkey)).toEqual(Buffer.from(expected));
  });

  test('keeps its tokens from one version to the next', () => {
    const ring = new KeyRing(MASTER);

    expect(ring.keyId).toBe('75c2f58bf2eb4cb9');
    expect(Buffer.from(ring.subkey('field/nir')).toString('hex')).toBe(
      '38306f1a91d203eae5468589a27a0bcd74f326a3418b9b34a71466c29bfeff4d',
    );
  });

  test('gives other subkeys and another id for another purpose, tenant, epoch or master', () => {
    const otherMaster = MASTER.map((byte) => byte ^ 1);
    const rings = [
      new KeyRing(MASTER),
      new KeyRing(MASTER, { tenant: 'other', epoch: 1 }),
      new KeyRing(MASTER, { tenant: 'default', epoch: 2 }),
      new KeyRing(otherMaster),
    ];

    const subkeys = rings.flatMap((ring) => ['a', 'b'].map((purpose) => ring.subkey(purpose).join()));
    expect(new Set(subkeys).size).toBe(8);
    expect(new Set(rings.map((ring) => ring.keyId)).size).toBe(4);
  });

  test('has an id of 16 hexadecimal digits that is part of no subkey of that name', () => {
    const ring = new KeyRing(MASTER);

    expect(ring.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(Buffer.from(ring.subkey('key-id')).toString('hex')).not.toContain(ring.keyId);
  });

  test('is not changed by who wipes the master afterwards', () => {
    const master = Uint8Array.from(MASTER);
    const ring = new KeyRing(master);
    const before = ring.subkey('a');

    master.fill(0);

    expect(ring.subkey('a')).toEqual(before);
  });

  test('shows its master nowhere', () => {
    const ring = new KeyRing(MASTER);

    const shown = [
      inspect(ring, { showHidden: true, depth: 9 }),
      inspect({ ring }),
      JSON.stringify({ ring }),
      ring.toString(),
      Object.getOwnPropertyNames(ring).join(),
      inspect(Object.entries(ring)),
    ].join(' ');
    expect(shown).toContain('[secret]');
    expect(shown).not.toContain(MASTER_HEX);
    expect(shown).not.toContain(MASTER.slice(0, 4).join(', '));
  });

  test.each([
    ['a short master', MASTER.subarray(1), { tenant: 'default', epoch: 1 }],
    ['a tenant with a separator', MASTER, { tenant: 'a|1', epoch: 1 }],
    ['an empty tenant', MASTER, { tenant: '', epoch: 1 }],
    ['epoch 0', MASTER, { tenant: 'default', epoch: 0 }],
  ])('refuses %s', (_, master, scope) => {
    expect(() => new KeyRing(master, scope)).toThrow(RangeError);
  });
});
