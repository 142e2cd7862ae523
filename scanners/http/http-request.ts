import type { Resource } from './resource.ts';

/** One request. None of these methods changes anything on a server. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'PROPFIND';
  readonly resource: Resource;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without the login, where there is one. */
  readonly asStranger?: boolean;
  /** The server may take operationMs for the body, too; else a body may take as long as its bytes come fast enough. */
  readonly isTimed?: boolean;
}
