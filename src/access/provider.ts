import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Clock } from '../core/clock.ts';
import { ProviderRefusedError } from './access-errors.ts';
import { isRecord } from './claims.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { openNote, sealNote } from './sealed-note.ts';

/** Longest that the provider is waited for. */
const TIMEOUT_SECONDS = 10;
/** How long somebody may take at the provider. */
const FLOW_MS = 10 * 60_000;
/** Keys and addresses of the provider are asked for again after this. */
const KNOWN_MS = 3_600_000;

/** Somebody whom the provider vouches for. */
export interface Vouched {
  /** Issuer and subject: what an account is bound to. Names and addresses change and are given to others. */
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The page to go on with. */
  readonly returnTo: string;
}

/** What the browser keeps, sealed, while somebody is at the provider. */
interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly untilMs: number;
}

/**
 * Signing in with the organisation's provider: code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 9700).
 * The library checks signature, issuer, audience, times and nonce of what the provider says.
 */
export class Provider {
  readonly settings: ProviderSettings;
  readonly #key: Uint8Array;
  readonly #clock: Clock;
  readonly #redirectUri: string;
  #known: { readonly atMs: number; readonly configuration: Promise<Configuration> } | null = null;

  /** @param redirectUri where the provider sends people back to, as it is registered there */
  constructor(settings: ProviderSettings, key: Uint8Array, clock: Clock, redirectUri: string) {
    this.settings = settings;
    this.#key = key;
    this.#clock = clock;
    this.#redirectUri = redirectUri;
  }

  /** Where to send somebody, and what their browser is to keep meanwhile. @throws {ProviderRefusedError} it is not reached */
  async start(returnTo: string): Promise<{ readonly href: string; readonly kept: string }> {
    const flow: Flow = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      returnTo,
      untilMs: this.#clock.nowMs() + FLOW_MS,
    };
    const href = buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: this.#redirectUri,
      response_type: 'code',
      scope: this.settings.scopes.join(' '),
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    }).href;
    return { href, kept: sealNote(this.#key, flow) };
  }

  /** Whom the provider sent back. @param query of the address they came back to @throws {ProviderRefusedError} */
  async finish(query: string, kept: string | undefined): Promise<Vouched> {
    const flow = kept === undefined ? null : openNote(this.#key, kept);
    if (!isFlow(flow) || this.#clock.nowMs() > flow.untilMs)
      throw new ProviderRefusedError('signing in took too long, or began in another browser: begin again');
    const configuration = await this.#configuration();
    try {
      const tokens = await authorizationCodeGrant(configuration, new URL(this.#redirectUri + query), {
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        pkceCodeVerifier: flow.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const more = await this.#userInfo(configuration, tokens.access_token, claims.sub);
      return {
        subject: `${claims.iss} ${claims.sub}`,
        claims: { ...more, ...claims },
        returnTo: flow.returnTo,
      };
    } catch (cause) {
      throw new ProviderRefusedError('the provider did not vouch for you: begin again, or ask an admin', {
        cause,
      });
    }
  }

  /** Many providers tell groups and addresses there only. */
  async #userInfo(
    configuration: Configuration,
    accessToken: string,
    subject: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return fetchUserInfo(configuration, accessToken, subject);
  }

  async #configuration(): Promise<Configuration> {
    const now = this.#clock.nowMs();
    if (this.#known === null || Math.abs(now - this.#known.atMs) > KNOWN_MS)
      this.#known = { atMs: now, configuration: this.#discover() };
    try {
      return await this.#known.configuration;
    } catch (cause) {
      this.#known = null;
      throw new ProviderRefusedError(
        `the provider at ${this.settings.issuer} does not answer as one: try again, or ask an admin`,
        { cause },
      );
    }
  }

  #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const url = new URL(issuer);
    return discovery(
      url,
      clientId,
      undefined,
      clientSecret === null ? None() : ClientSecretPost(clientSecret.reveal()),
      // Without TLS anybody on the way could vouch for anybody: on this machine alone.
      { timeout: TIMEOUT_SECONDS, ...(isLoopback(url) ? { execute: [allowInsecureRequests] } : {}) },
    );
  }
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isFlow(value: unknown): value is Flow {
  return (
    isRecord(value) &&
    ['state', 'nonce', 'verifier', 'returnTo'].every((name) => typeof value[name] === 'string') &&
    typeof value.untilMs === 'number'
  );
}
