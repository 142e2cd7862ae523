import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from '../../src/core/log.ts';
import { HandClock, OTHER_PASSWORD, PASSWORD, testAccess } from '../access/test-access.ts';
import { testService } from '../access/test-service.ts';
import { TestHome } from '../store/test-home.ts';

const home = new TestHome();

test('no password, secret or link is in the home, the log, or an answer that need not have it', async () => {
  let logged = '';
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      logged += chunk.toString();
      done();
    },
  });
  const clock = new HandClock();
  const store = await home.open({ clock });
  const access = testAccess(store, clock);
  const anna = testService(access, createLogger('trace', stream)).client();
  const setup = (await access.firstAdmin.path())!.split('#')[1]!;
  await anna.enter('/setup', { secret: setup, name: 'anna', password: PASSWORD });
  const invited = (await (await anna.ask('/users', { json: { name: 'bert', role: 'viewer' } })).json()) as {
    link: string;
  };
  const made = (await (await anna.ask('/tokens', { json: { label: 'ci', role: 'viewer' } })).json()) as {
    secret: string;
  };
  // People type passwords where the name belongs.
  await anna.ask('/session', { json: { name: OTHER_PASSWORD, password: 'and again wrongly' } });
  const answers = await Promise.all(
    ['/users', '/tokens', '/audit'].map(async (path) => (await anna.ask(path)).text()),
  );
  await anna.ask('/users', { json: { name: PASSWORD, role: 'none' } });
  const secrets = [PASSWORD, OTHER_PASSWORD, 'and again wrongly', setup, invited.link.split('#')[1]!];
  secrets.push(made.secret, made.secret.slice(4), anna.cookies.get('rowprint')!);
  await store.close();

  const files = await readdir(home.home, { recursive: true, withFileTypes: true });
  const bytes = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  );

  const everything = [...bytes, logged, ...answers].join('\n');
  expect(everything).toContain('anna');
  for (const secret of secrets) expect(everything.includes(secret)).toBe(false);
});
