import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { RunOptions } from '../../src/reports/requests.ts';
import { sampleReport } from '../reports/sample-report.ts';
import { MemoryStream, runCli } from './fake-application.ts';

const progress: Progress = {
  step: 'reading',
  rowsDone: 1000,
  bytesDone: 50,
  rowsTotal: null,
  bytesTotal: 100,
};

async function checkWithProgress(_request: unknown, run: RunOptions) {
  run.onProgress(progress);
  run.onProgress({ ...progress, bytesDone: 90 });
  return sampleReport();
}

function waitForAbort({ signal }: RunOptions, failure: () => unknown): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(failure()));
  });
}

describe('progress', () => {
  test('is not shown where stderr is no terminal', async () => {
    const { stderr } = await runCli(['check', 'a'], { application: { check: checkWithProgress } });

    expect(stderr).toBe('');
  });

  test('is drawn on stderr where it is a terminal, and taken away at the end', async () => {
    const terminal = new MemoryStream();
    terminal.isTTY = true;

    const { stdout, stderr } = await runCli(['check', 'a', '--json'], {
      application: { check: checkWithProgress },
      stderr: terminal,
    });

    expect(stderr).toContain('reading    [==========          ]   50 %  1,000 rows');
    expect(stderr).not.toContain('\n');
    expect(JSON.parse(stdout)).toEqual(sampleReport());
  });

  test('leaves no listener for signals behind', async () => {
    const terminal = new MemoryStream();
    terminal.isTTY = true;
    const before = process.listenerCount('SIGINT');

    await runCli(['check', 'a'], { application: { check: checkWithProgress }, stderr: terminal });

    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('colour', () => {
  test('is used only where stdout is a terminal that has colours', async () => {
    const plain = new MemoryStream();
    plain.isTTY = true;
    const coloured = new MemoryStream();
    coloured.isTTY = true;
    coloured.hasColors = () => true;
    const file = new MemoryStream();
    file.hasColors = () => true;

    const outputs = [];
    for (const stdout of [plain, coloured, file])
      outputs.push((await runCli(['check', 'a'], { stdout })).stdout);

    expect(outputs.map((text) => text.includes('\x1b['))).toEqual([false, true, false]);
  });
});

describe('Ctrl-C', () => {
  test('once fires the signal; the command says that nothing was changed and ends with 130', async () => {
    const signals = new EventEmitter();
    const check = (_request: unknown, run: RunOptions) =>
      waitForAbort(run, () => new CancelledError('cancelled: nothing was changed'));

    const running = runCli(['check', 'a'], { application: { check }, signals });
    await untilListening(signals);
    signals.emit('SIGINT');

    expect(await running).toMatchObject({
      exitCode: 130,
      stdout: '',
      stderr: 'rowprint: stopping; once more stops at once\nrowprint: cancelled: nothing was changed\n',
      closed: 1,
      killed: [],
    });
  });

  test('is the reason, not a bug, when a stream or driver fails because of it', async () => {
    const signals = new EventEmitter();
    const addTable = (_request: unknown, run: RunOptions) => waitForAbort(run, () => new Error('terminated'));

    const running = runCli(['table', 'add', 'n', 's'], { application: { addTable }, signals });
    await untilListening(signals);
    signals.emit('SIGTERM');

    expect(await running).toMatchObject({ exitCode: 130 });
  });

  test('twice ends the process at once', async () => {
    const signals = new EventEmitter();
    let finish = () => {};
    const check = () =>
      new Promise<never>((_resolve, reject) => {
        finish = () => reject(new CancelledError('cancelled: nothing was changed'));
      });

    const running = runCli(['check', 'a'], { application: { check }, signals });
    await untilListening(signals);
    signals.emit('SIGINT');
    signals.emit('SIGINT');
    finish();

    expect((await running).killed).toEqual([130]);
  });

  test('that comes too late changes nothing: what was done is told', async () => {
    const signals = new EventEmitter();
    const check = async () => {
      signals.emit('SIGINT');
      return sampleReport();
    };

    const { exitCode, stdout } = await runCli(['check', 'a', '--json'], { application: { check }, signals });

    expect(exitCode).toBe(10);
    expect(JSON.parse(stdout)).toEqual(sampleReport());
  });

  test('is no longer listened to after the run', async () => {
    const signals = new EventEmitter();

    await runCli(['check', 'a'], { signals });

    expect(signals.eventNames()).toEqual([]);
  });
});

async function untilListening(signals: EventEmitter): Promise<void> {
  while (signals.listenerCount('SIGINT') === 0) await nextTurn();
  for (let turn = 0; turn < 20; turn++) await nextTurn();
}
