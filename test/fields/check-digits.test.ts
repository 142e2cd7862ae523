import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { describe, expect, test } from 'vitest';
import { canonicalOf } from './canonical-of.ts';
import { frenchIban, withLuhnDigit } from './generated-people.ts';

const digits = (count: number) =>
  fc.array(fc.nat(9), { minLength: count, maxLength: count }).map((list) => list.join(''));
const differentDigits = (count: number) => digits(count).filter((text) => !/^(\d)\1*$/.test(text));

/** Thirteen signs of an ordinary number; departments of Corsica among them. */
const nirBody = fc
  .tuple(
    fc.constantFrom('1', '2'),
    digits(2),
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom('01', '35', '75', '2A', '2B', '95'),
    digits(6),
  )
  .map(
    ([sex, year, month, department, rest]) =>
      `${sex}${year}${String(month).padStart(2, '0')}${department}${rest}`,
  );

function keyed(body: string): string {
  return canonicalOf('nir', body) ?? '';
}

describe('social-security numbers', () => {
  test('get the key that stdnum finds valid, in Corsica too', () => {
    fc.assert(
      fc.property(nirBody, (body) => {
        expect(keyed(body).slice(0, 13)).toBe(body);
        expect(stdnum.FR.nir.validate(keyed(body)).isValid).toBe(true);
      }),
    );
  });

  test('with a key are accepted exactly where stdnum accepts them', () => {
    fc.assert(
      fc.property(nirBody, fc.nat(99), (body, key) => {
        const cell = body + String(key).padStart(2, '0');

        expect(canonicalOf('nir', cell) !== null).toBe(stdnum.FR.nir.validate(cell).isValid);
      }),
    );
  });

  test('are the same in every spelling', () => {
    for (const cell of [
      '253072B07300470',
      '2 53 07 2b 073 004 70',
      '2.53.07.2B.073.004-70',
      '253072B073004',
      ' 253072B073004 / 70 ',
    ]) {
      expect(canonicalOf('nir', cell)).toBe('253072B07300470');
    }
  });

  test('with one wrong digit are null', () => {
    fc.assert(
      fc.property(
        nirBody,
        fc.integer({ min: 7, max: 14 }),
        fc.integer({ min: 1, max: 9 }),
        (body, at, shift) => {
          const good = keyed(body);
          const wrong = good.slice(0, at) + ((Number(good[at]) + shift) % 10) + good.slice(at + 1);

          expect(canonicalOf('nir', wrong)).toBeNull();
        },
      ),
    );
  });
});

describe('company numbers', () => {
  test('are accepted exactly where stdnum accepts them', () => {
    fc.assert(
      fc.property(differentDigits(9), differentDigits(14), (nine, fourteen) => {
        expect(canonicalOf('siren', nine) !== null).toBe(stdnum.FR.siren.validate(nine).isValid);
        expect(canonicalOf('siret', fourteen) !== null).toBe(stdnum.FR.siret.validate(fourteen).isValid);
      }),
    );
  });

  test('made valid are canonical with and without blanks', () => {
    fc.assert(
      fc.property(digits(8), digits(13), (eight, thirteen) => {
        const siren = withLuhnDigit(`4${eight.slice(1)}`);
        const siret = withLuhnDigit(`5${thirteen.slice(1)}`);
        fc.pre(!/^(\d)\1*$/.test(siren) && !/^(\d)\1*$/.test(siret));

        expect(canonicalOf('siren', siren.replace(/(\d{3})(?=\d)/g, '$1 '))).toBe(siren);
        expect(canonicalOf('siret', `${siret.slice(0, 9)} ${siret.slice(9)}`)).toBe(siret);
      }),
    );
  });

  test('of La Poste follow their own rule', () => {
    expect(canonicalOf('siret', '356 000 000 00048')).toBe('35600000000048');
    expect(canonicalOf('siret', '35600000009075')).toBe('35600000009075');
    expect(canonicalOf('siret', '35600000009076')).toBeNull();
  });
});

describe('bank accounts and cards', () => {
  test('accept the examples of the registry and refuse one wrong digit', () => {
    const examples = [
      'FR1420041010050500013M02606',
      'BE68539007547034',
      'DE89370400440532013000',
      'GB29NWBK60161331926819',
      'CH9300762011623852957',
    ];
    for (const example of examples) {
      expect(canonicalOf('iban', example.toLowerCase().replace(/(.{4})/g, '$1 '))).toBe(example);
      expect(canonicalOf('iban', `${example.slice(0, -1)}${(Number(example.at(-1)) + 1) % 10}`)).toBeNull();
    }
  });

  test('accept every French account with its check digits, and not when cut', () => {
    fc.assert(
      fc.property(digits(23), (account) => {
        const iban = frenchIban(account);

        expect(canonicalOf('iban', `IBAN : ${iban}`)).toBe(iban);
        expect(canonicalOf('iban', iban.slice(0, -2))).toBeNull();
      }),
    );
  });

  test('accept cards with their Luhn digit and no other', () => {
    fc.assert(
      fc.property(digits(14), fc.nat(9), (rest, last) => {
        const card = withLuhnDigit(`4${rest}`);
        fc.pre(!/^(\d)\1*$/.test(card));

        expect(canonicalOf('card', card.replace(/(\d{4})(?=\d)/g, '$1-'))).toBe(card);
        expect(canonicalOf('card', card.slice(0, -1) + last) !== null).toBe(card.endsWith(String(last)));
      }),
    );
  });

  test('refuse masked cards', () => {
    expect(canonicalOf('card', '4111 **** **** 1111')).toBeNull();
  });
});
