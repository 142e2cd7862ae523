import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an identity token of the test says instead of the truth; `key` signs it instead of the issuer's. */
export interface Lie {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly isForged?: boolean;
}

const PAIR = generateKeyPairSync('rsa', { modulusLength: 2048 });
const FORGED = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** An issuer that answers every code with an identity token, as false as the test wants it. */
export class LyingIssuer {
  lie: Lie = {};
  nonce = '';
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(this.#answer(request.url!)));
    });
  }

  static async start(): Promise<LyingIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LyingIssuer(server);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(path: string): unknown {
    if (path.startsWith('/jwks')) return { keys: [publicKey(PAIR.publicKey)] };
    if (path.startsWith('/token'))
      return { access_token: 'x', token_type: 'bearer', expires_in: 60, id_token: this.#idToken() };
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/auth`,
      token_endpoint: `${this.url}/token`,
      jwks_uri: `${this.url}/jwks`,
    };
  }

  #idToken(): string {
    const now = Math.floor(Date.now() / 1000);
    const truth = {
      iss: this.url,
      aud: 'rowprint',
      sub: 'anna',
      nonce: this.nonce,
      iat: now,
      exp: now + 60,
    };
    const header = encoded({ alg: 'RS256', kid: 'one', ...this.lie.header });
    const body = `${header}.${encoded({ ...truth, ...this.lie.claims })}`;
    const key = this.lie.isForged === true ? FORGED.privateKey : PAIR.privateKey;
    const isUnsigned = this.lie.header?.alg === 'none';
    return `${body}.${isUnsigned ? '' : sign('sha256', Buffer.from(body), key).toString('base64url')}`;
  }
}

function publicKey(key: KeyObject): object {
  return { ...key.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
