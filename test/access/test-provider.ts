import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';
import type { ProviderSettings } from '../../src/access/provider-settings.ts';
import { Secret } from '../../src/core/secret.ts';
import { ORIGIN } from './test-access.ts';

/** Somebody at the provider. */
export interface Person {
  readonly preferred_username?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

/** A real provider on this machine, where everybody is signed in as the account that the test says. */
export class TestProvider {
  readonly people = new Map<string, Person>();
  /** Who is asked for at the next sign-in. */
  account = 'sub-anna';
  readonly #server: Server;
  readonly #issuer: string;

  private constructor(server: Server) {
    this.#server = server;
    this.#issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(this.#issuer, this.#configuration());
    const answer = provider.callback();
    server.on('request', (request, response) => {
      // Everybody has an account and agrees: no page of the provider is shown.
      if (!request.url!.startsWith('/interaction/')) return void answer(request, response);
      return void provider.interactionFinished(request, response, { login: { accountId: this.account } });
    });
  }

  static async start(): Promise<TestProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TestProvider(server);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  settings(part: Partial<ProviderSettings> = {}): ProviderSettings {
    return {
      issuer: this.#issuer,
      clientId: 'rowprint',
      clientSecret: new Secret('a secret of the client'),
      label: 'Sign in with Example',
      scopes: ['openid', 'profile', 'email', 'groups'],
      groupsClaim: 'groups',
      roles: {},
      allowedDomains: [],
      allowedGroups: [],
      ...part,
    };
  }

  /** What a browser does there: follow the provider through sign-in and consent until it sends it back to us. */
  async visit(href: string): Promise<string> {
    const cookies = new Map<string, string>();
    for (let url = href, steps = 0; steps < 12; steps++) {
      if (url.startsWith(ORIGIN)) return url.slice(ORIGIN.length);
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        cookies.set(name!, value!);
      }
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`the provider answered ${answer.status} and led nowhere`);
      url = new URL(location, url).href;
    }
    throw new Error('the provider led in a circle');
  }

  #configuration(): Configuration {
    return {
      clients: [
        {
          client_id: 'rowprint',
          client_secret: 'a secret of the client',
          redirect_uris: [`${ORIGIN}/auth/oidc/callback`],
          token_endpoint_auth_method: 'client_secret_post',
        },
        {
          client_id: 'another',
          client_secret: 'a secret of another',
          redirect_uris: [`${ORIGIN}/auth/oidc/callback`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: {
        openid: ['sub'],
        profile: ['preferred_username'],
        email: ['email', 'email_verified'],
        groups: ['groups'],
      },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      cookies: { keys: ['a key of the provider'] },
      findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({ sub: id, ...this.people.get(id) }) as never,
      }),
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      loadExistingGrant: async (context) => {
        const { oidc } = context;
        const grant = new oidc.provider.Grant({
          accountId: this.account,
          clientId: oidc.client!.clientId,
        });
        grant.addOIDCScope('openid profile email groups');
        await grant.save();
        return grant;
      },
    } as Configuration;
  }
}
