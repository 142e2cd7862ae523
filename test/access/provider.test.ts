import { afterAll, beforeAll, expect, test } from 'vitest';
import { Provider } from '../../src/access/provider.ts';
import { systemClock } from '../../src/core/clock.ts';
import { Secret } from '../../src/core/secret.ts';
import { type Lie, LyingIssuer } from './lying-issuer.ts';
import { KEYS, ORIGIN } from './test-access.ts';

let issuer: LyingIssuer;
beforeAll(async () => {
  issuer = await LyingIssuer.start();
});
afterAll(() => issuer.stop());

/** What comes of an answer with this identity token: the subject, or the code of the refusal. */
async function outcomeOf(lie: Lie): Promise<string> {
  issuer.lie = lie;
  const provider = new Provider(
    {
      issuer: issuer.url,
      clientId: 'rowprint',
      clientSecret: new Secret('x'),
      label: '',
      scopes: ['openid'],
      groupsClaim: 'groups',
      roles: {},
      allowedDomains: [],
      allowedGroups: [],
    },
    KEYS.subkey('access/provider'),
    systemClock,
    `${ORIGIN}/auth/oidc/callback`,
  );
  const { href, kept } = await provider.start('/');
  const asked = new URL(href).searchParams;
  issuer.nonce = asked.get('nonce')!;
  try {
    return (await provider.finish(`?code=x&state=${asked.get('state')}`, kept)).subject;
  } catch (failure) {
    return String((failure as { code?: unknown }).code);
  }
}

test('an identity token that is right is taken', async () => {
  expect(await outcomeOf({})).toBe(`${issuer.url} anna`);
});

test.each<[string, Lie]>([
  ['another audience', { claims: { aud: 'another' } }],
  ['several audiences and another party', { claims: { aud: ['rowprint', 'another'], azp: 'another' } }],
  ['another issuer', { claims: { iss: 'https://evil.example' } }],
  ['another nonce', { claims: { nonce: 'another' } }],
  ['no nonce', { claims: { nonce: undefined } }],
  ['an end in the past', { claims: { exp: 1_700_000_000 } }],
  ['no subject', { claims: { sub: undefined } }],
  ['no signature', { header: { alg: 'none' } }],
  ['the signature of another key', { isForged: true }],
  ['an unknown key', { header: { kid: 'two' } }],
])('an identity token with %s is refused', async (_, lie) => {
  expect(await outcomeOf(lie)).toBe('RP_PROVIDER_REFUSED');
});
