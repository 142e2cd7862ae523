import { folderOf } from './hidden-names.ts';
import { findProgram } from './install.ts';
import { IS_ROOT, runServer, SERVICE_GROUP, SERVICE_USER } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { LISTED } from './variants.ts';

/** webfs: a listing in <pre> with sizes of its own. */
export const webfs: TestServer = {
  id: 'webfs',
  protocol: 'http',
  variants: [{ id: 'listing', faults: [...LISTED, 'http.clear-text'], shows: true }],
  // It escapes neither '&' nor a name that begins as another scheme does.
  hides: (name) => folderOf(name).includes('&amp;') || /(^|\/)(javascript|mailto):/.test(name),
  refuses: (name) => name.includes('&amp;'),
  disguise: (name) => name.replaceAll('&amp;', '&'),
  async start(_variant, { root }) {
    const { path, environment } = findProgram('webfsd', ['webfs']);
    const running = await runServer(({ port }) => ({
      path,
      args: ['-F', '-i', '127.0.0.1', '-p', String(port), '-r', root].concat(
        IS_ROOT ? ['-u', SERVICE_USER, '-g', SERVICE_GROUP] : [],
      ),
      environment,
    }));
    return { ...running, url: new URL(`http://127.0.0.1:${running.port}/`) };
  },
};
