import { isBesideIndex } from './hidden-names.ts';
import { findProgram } from './install.ts';
import { IS_ROOT, runServer, SERVICE_USER } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { LISTED } from './variants.ts';

/** mini_httpd: folders of its listing lack the '/'. */
export const miniHttpd: TestServer = {
  id: 'mini-httpd',
  protocol: 'http',
  variants: [{ id: 'listing', faults: [...LISTED, 'http.clear-text'], shows: true }],
  hides: (name) => isBesideIndex(name, ['index.html', 'index.htm']),
  refuses: () => false,
  async start(_variant, { root }) {
    const { path, environment } = findProgram('mini_httpd', ['mini-httpd']);
    const running = await runServer(({ folder, port }) => ({
      path,
      args: ['-D', '-h', '127.0.0.1', '-p', String(port), '-d', root, '-i', `${folder}/pid`].concat(
        IS_ROOT ? ['-u', SERVICE_USER] : [],
      ),
      environment,
    }));
    return { ...running, url: new URL(`http://127.0.0.1:${running.port}/`) };
  },
};
