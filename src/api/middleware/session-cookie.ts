import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const SESSION = 'rowprint';
const PROVIDER = 'rowprint-provider';
const PROVIDER_SECONDS = 600;

/**
 * Our cookies. Where people reach the service by TLS they are Secure and called `__Host-…`, which no other host or
 * path can set (RFC 6265bis, 4.1.3.2). SameSite is Lax, not Strict: links in mails and the provider's answer are to find
 * people signed in; whatever changes something asks for a token of the session besides.
 */
export class Cookies {
  readonly #isSecure: boolean;

  /** @param origin where people reach the service */
  constructor(origin: string) {
    this.#isSecure = origin.startsWith('https:');
  }

  /** The secret of the session that the browser brought. */
  session(context: Context): string | null {
    return getCookie(context, this.#named(SESSION)) || null;
  }

  /** Let the browser hold this session until it is closed; the service ends it by its own clock. */
  setSession(context: Context, secret: string): void {
    setCookie(context, this.#named(SESSION), secret, this.#options());
  }

  dropSession(context: Context): void {
    deleteCookie(context, this.#named(SESSION), this.#options());
  }

  /** What was sealed when somebody left for the provider. */
  provider(context: Context): string | undefined {
    return getCookie(context, this.#named(PROVIDER));
  }

  setProvider(context: Context, sealed: string): void {
    setCookie(context, this.#named(PROVIDER), sealed, { ...this.#options(), maxAge: PROVIDER_SECONDS });
  }

  dropProvider(context: Context): void {
    deleteCookie(context, this.#named(PROVIDER), this.#options());
  }

  #named(name: string): string {
    return this.#isSecure ? `__Host-${name}` : name;
  }

  #options() {
    return { path: '/', httpOnly: true, sameSite: 'Lax', secure: this.#isSecure } as const;
  }
}
