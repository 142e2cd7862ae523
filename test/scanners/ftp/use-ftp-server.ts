import { afterEach } from 'vitest';
import { type FtpScript, type ScriptedServer, startFtpServer } from './scripted-ftp-server.ts';
import { beginVisit, type TestVisit, type VisitOptions } from './visit-server.ts';

/** A server and a visit to it. */
export interface Visited extends TestVisit {
  readonly server: ScriptedServer;
}

/** Begin visits to scripted servers; after each test both are closed. To be called in a test file, outside of tests. */
export function useFtpServers(): (
  script?: FtpScript,
  options?: VisitOptions & { readonly path?: string },
) => Promise<Visited> {
  const open: Visited[] = [];
  afterEach(async () => {
    for (const { visit, server } of open.splice(0)) {
      await visit.close();
      await server.close();
    }
  });
  return async (script = {}, { path = '', ...options } = {}) => {
    const server = await startFtpServer(script);
    const visited = { server, ...beginVisit(new URL(path, server.url), options) };
    open.push(visited);
    return visited;
  };
}
