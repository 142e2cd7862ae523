import { isBesideIndex } from './hidden-names.ts';
import { findProgram } from './install.ts';
import { runServer } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { LISTED } from './variants.ts';

/** The server that people start "for a moment": `python3 -m http.server`. Links end with '@' in its listing. */
export const pythonHttp: TestServer = {
  id: 'python-http',
  protocol: 'http',
  variants: [{ id: 'listing', faults: [...LISTED, 'http.clear-text'], shows: true }],
  hides: (name) => isBesideIndex(name, ['index.html', 'index.htm']),
  refuses: () => false,
  disguise: (name) => Buffer.from(withSurrogates(name)).toString('latin1'),
  async start(_variant, { root }) {
    const { path, environment } = findProgram('python3', ['python3']);
    const running = await runServer(({ port }) => ({
      path,
      args: ['-m', 'http.server', '--bind', '127.0.0.1', '--directory', root, String(port)],
      environment,
      dropsRoot: true,
    }));
    return { ...running, url: new URL(`http://127.0.0.1:${running.port}/`) };
  },
};

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes that are no UTF-8 are served as UTF-8 would write the surrogates that Python keeps them as. */
function withSurrogates(name: string): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < name.length; ) {
    const length = [1, 2, 3, 4].find((chars) => isText(name.slice(at, at + chars)));
    const code = 0xdc00 + name.charCodeAt(at);
    const written = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
    parts.push(
      length === undefined ? Buffer.from(written) : Buffer.from(name.slice(at, at + length), 'latin1'),
    );
    at += length ?? 1;
  }
  return Buffer.concat(parts);
}

function isText(part: string): boolean {
  try {
    return STRICT.decode(Buffer.from(part, 'latin1')).length > 0;
  } catch {
    return false;
  }
}
