import { UsageError } from '../../src/core/errors.ts';
import type { Login, Target } from '../scanner.ts';

/** What every request carries. Bytes are wanted as they lie on the server: `identity`. */
export function plainHeaders({ contact }: Pick<Target, 'contact'>): Record<string, string> {
  const shown = contact.replace(/[^\x20-\x7e]|[()\\]/g, '');
  return {
    'user-agent': `Rowprint/0.1 (exposure scan; contact ${shown})`,
    'accept-encoding': 'identity',
    accept: '*/*',
  };
}

/** The header that carries a login. @throws {UsageError} no header can carry it */
export function loginHeaders(login: Login): Record<string, string> {
  const headers = headersOf(login);
  for (const [name, value] of Object.entries(headers)) {
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) continue;
    throw new UsageError('the login has signs that no HTTP header can carry: check the login file');
  }
  return headers;
}

function headersOf(login: Login): Record<string, string> {
  switch (login.kind) {
    case 'password': {
      const pair = `${login.user.reveal()}:${login.password.reveal()}`;
      return { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` };
    }
    case 'bearer':
      return { authorization: `Bearer ${login.token.reveal()}` };
    case 'header':
      return { [login.name.toLowerCase()]: login.value.reveal() };
  }
}
