import { hash } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';
import { requireGoodPassword } from '../../src/access/password-rules.ts';
import { Passwords } from '../../src/access/passwords.ts';
import { KEYS, PASSWORD } from './test-access.ts';

const KEY = KEYS.subkey('access/passwords');

describe('a password', () => {
  test('is kept as argon2id at the cost that OWASP names, with a salt of its own', async () => {
    const passwords = new Passwords(KEY);

    const [one, other] = [await passwords.hash(PASSWORD), await passwords.hash(PASSWORD)];

    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await passwords.isRight(PASSWORD, one)).toBe(true);
    expect(await passwords.isRight(`${PASSWORD} `, one)).toBe(false);
  });

  test('cannot be guessed from the database without the key', async () => {
    const stored = await new Passwords(KEY).hash(PASSWORD);

    expect(await new Passwords(KEYS.subkey('another')).isRight(PASSWORD, stored)).toBe(false);
  });

  test('is the same however its letters are composed', async () => {
    const passwords = new Passwords(KEY);

    expect(
      await passwords.isRight('e\u0301te\u0301 a\u0300 Brest', await passwords.hash('été à Brest')),
    ).toBe(true);
  });

  test('of nobody takes the time of a real one', async () => {
    const passwords = new Passwords(KEY);
    await passwords.prepare();
    const stored = await passwords.hash(PASSWORD);
    const timeOf = async (held: string | null) => {
      const from = performance.now();
      for (let times = 0; times < 5; times++) await passwords.isRight('some other words', held);
      return performance.now() - from;
    };
    await timeOf(stored);

    const [known, unknown] = [await timeOf(stored), await timeOf(null)];

    // Without the work the unknown one takes a thousandth; machines that are busy differ by less than this.
    expect(unknown).toBeGreaterThan(known / 5);
    expect(await passwords.isRight(PASSWORD, null)).toBe(false);
  });

  test('that was hashed at another cost is known to be dated', async () => {
    const passwords = new Passwords(KEY);

    const cheap = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1, secret: KEY });

    expect(passwords.isDated(cheap)).toBe(true);
    expect(passwords.isDated(await passwords.hash(PASSWORD))).toBe(false);
    expect(await passwords.isRight(PASSWORD, cheap)).toBe(true);
  });

  test('is not waited for without end: who comes to a long queue is told to come back', async () => {
    const passwords = new Passwords(KEY);

    const all = await Promise.allSettled(Array.from({ length: 110 }, () => passwords.hash('x')));

    const refused = all.filter((one) => one.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.reason).toMatchObject({ code: 'RP_TOO_MANY', retryAfterSeconds: 5 });
    expect(await passwords.hash('x')).toContain('argon2id');
  });

  test.each([
    ['violet anchors hum', 'anna', true],
    ['motdepasse1234', 'anna', false],
    ['MotDePasse1234', 'anna', false],
    ['annabelle.martin', 'annabelle.martin', false],
    ['annabelle.martin2026!', 'Annabelle.Martin', false],
    ['annabelle.martin likes rivers', 'annabelle.martin', true],
    ['abababababababab', 'anna', false],
    ['eleven sign', 'anna', false],
    ['x'.repeat(1001), 'anna', false],
  ])('of %j for %s is good: %s', (password, name, isGood) => {
    const check = () => requireGoodPassword(password, name);

    if (isGood) expect(check).not.toThrow();
    else expect(check).toThrow(/^the password /);
  });
});
