import { findProgram } from './install.ts';
import { runServer } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { LISTED } from './variants.ts';

/** rclone's two web servers over a local folder. */
export const rcloneServe: TestServer = {
  id: 'rclone-serve',
  protocol: 'http',
  variants: [
    { id: 'http', faults: [...LISTED, 'http.clear-text'], shows: true },
    {
      id: 'webdav',
      faults: ['http.webdav-open', ...LISTED, 'http.clear-text'],
      shows: true,
    },
  ],
  hides: () => false,
  refuses: () => false,
  disguise: withPictures,
  async start(variant, { root }) {
    const { path, environment } = findProgram('rclone', ['rclone']);
    const running = await runServer(({ folder, port }) => ({
      path,
      args: ['serve', variant, root, '--addr', `127.0.0.1:${port}`, '--read-only', '--copy-links'].concat([
        '--config',
        `${folder}/rclone.conf`,
        '--dir-cache-time',
        '1h',
        '--local-encoding',
        'None',
      ]),
      environment,
      dropsRoot: true,
    }));
    return { ...running, url: new URL(`http://127.0.0.1:${running.port}/`) };
  },
};

/** Control characters are served as the signs that picture them. */
function withPictures(name: string): string {
  return [...name].map((sign) => (/[\x00-\x1F\x7F]/.test(sign) ? pictureOf(sign) : sign)).join('');
}

function pictureOf(sign: string): string {
  const code = sign === '\x7F' ? 0x2421 : 0x2400 + sign.charCodeAt(0);
  return Buffer.from(String.fromCodePoint(code)).toString('latin1');
}
