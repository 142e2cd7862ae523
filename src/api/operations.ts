import { API_BASE, type ContractRoute, contractRoutes } from './document.ts';

/** An operation of the contract, as requests are compared with it. */
export interface Operation {
  readonly method: string;
  /** As in the contract: '/tables/{name}'. Never a name or an id: fit for logs and metrics. */
  readonly pattern: string;
  readonly takesJson: boolean;
  /** Whether its body is a stream of bytes, with limits of its own. */
  readonly takesBytes: boolean;
  /** Whether it needs somebody who is signed in. */
  readonly isGuarded: boolean;
  readonly matches: RegExp;
}

/** What the contract has for paths. */
export interface Operations {
  /** The operation of a request; null where there is none. HEAD is GET. @param path without the base, as in the URL */
  find(method: string, path: string): Operation | null;
  /** Methods that a path has, in capitals; none where it is unknown. */
  methodsOf(path: string): readonly string[];
}

/** The operations of the contract. */
export function createOperations(): Operations {
  const operations = contractRoutes().map(operationOf);
  const matching = (path: string) => operations.filter(({ matches }) => matches.test(path));
  return {
    find(method, path) {
      const wanted = method === 'HEAD' ? 'GET' : method;
      return (
        operations.find((operation) => operation.method === wanted && operation.matches.test(path)) ?? null
      );
    },
    methodsOf: (path) => [...new Set(matching(path).map(({ method }) => method))],
  };
}

/** The path of a request below the API's base; '/…' for what is not below it. */
export function pathInApi(url: string): string {
  const { pathname } = new URL(url);
  return pathname.startsWith(`${API_BASE}/`) ? pathname.slice(API_BASE.length) : pathname;
}

function operationOf({ method, path, request, security }: ContractRoute): Operation {
  const body = (request as { body?: { content: object } } | undefined)?.body;
  return {
    method: method.toUpperCase(),
    pattern: path,
    takesBytes: body !== undefined && 'application/octet-stream' in body.content,
    takesJson: body !== undefined && 'application/json' in body.content,
    isGuarded: (security ?? []).length > 0,
    matches: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  };
}
