import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { refusalOf, TestHome } from './test-home.ts';
import { addEndpoint, version } from './watched-samples.ts';

const home = new TestHome();
const CHILD = fileURLToPath(new URL('sweep-child.ts', import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, home.home, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function wordOf(child: ChildProcess): Promise<string> {
  const [word] = await once(child.stdout!, 'data');
  return String(word).trim();
}

async function addServer(): Promise<string> {
  const store = await home.open();
  const { id } = await addEndpoint(store, 'server');
  await store.close();
  return id;
}

describe('a process killed in the middle of a sweep', () => {
  test('leaves what it settled, and the next one goes on with the rest', async () => {
    const endpointId = await addServer();
    const child = start('sweep', endpointId);
    const ended = once(child, 'exit');
    expect(await wordOf(child)).toBe('settled');
    const store = await home.open();
    expect((await refusalOf(store.sweeps.begin(endpointId))).message).toContain(`process ${child.pid}`);
    child.kill('SIGKILL');
    await ended;

    const { sweep, isResumed } = await store.sweeps.begin(endpointId);

    expect(isResumed).toBe(true);
    expect(sweep).toMatchObject({ phase: 'reading', isListingComplete: true });
    expect((await store.sweeps.pending(sweep.id, 10)).map(({ path }) => path)).toEqual(['/b.csv', '/c.csv']);
    const versions = await store.assets.versions();
    expect(versions).toMatchObject([{ contentId: version('a').contentId }]);
    // The print of the second file, which it had no time to settle, is erased.
    expect((await store.prints.list()).map(({ id }) => id)).toEqual(versions[0].printIds);
    await store.sweeps.end(sweep.id, {}, []);
    await store.verify();
  });
});

describe('a process that ends in the middle of a sweep', () => {
  test('leaves it to the next one at once', async () => {
    const endpointId = await addServer();
    const child = start('sweep', endpointId);
    const ended = once(child, 'exit');
    await wordOf(child);
    child.stdin!.end();
    expect((await ended)[0]).toBe(0);

    const { isResumed } = await (await home.open()).sweeps.begin(endpointId);

    expect(isResumed).toBe(true);
  });
});

describe('processes that begin a sweep at once', () => {
  test('are refused but for one', async () => {
    const endpointId = await addServer();
    const racers = [start('begin', endpointId), start('begin', endpointId), start('begin', endpointId)];
    expect(await Promise.all(racers.map(wordOf))).toEqual(['ready', 'ready', 'ready']);

    const said = racers.map(wordOf);
    for (const racer of racers) racer.stdin!.write('go\n');

    expect((await Promise.all(said)).sort()).toEqual(['RP_SWEEP_RUNNING', 'RP_SWEEP_RUNNING', 'begun']);
    const store = await home.open();
    expect(await store.sweeps.list(endpointId)).toHaveLength(1);
  });
});
