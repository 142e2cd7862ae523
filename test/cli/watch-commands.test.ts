import { describe, expect, test } from 'vitest';
import type { Application } from '../../src/cli/application.ts';
import { UsageError } from '../../src/core/errors.ts';
import type { DueOutcome } from '../../src/jobs/sweep-due.ts';
import type { AddEndpointRequest, AddMandateRequest } from '../../src/reports/requests.ts';
import { sampleEndpoint, sampleSweep } from '../reports/sample-sweep.ts';
import { fakeApplication, runCli } from './fake-application.ts';

const CLEAN = sampleSweep({ coverage: { complete: true, bytesRead: 1, skipped: [] }, overlaps: [] });
const FOUND = sampleSweep({ coverage: { complete: true, bytesRead: 1, skipped: [] } });

function due(part: Partial<DueOutcome> = {}): DueOutcome {
  const outcome = { endpoint: 'processor', report: null, failure: null, nextDueAt: null };
  return { ...outcome, isRunningElsewhere: false, ...part };
}

/** An application that has these outcomes of what is due. */
function withDue(...outcomes: readonly DueOutcome[]): { readonly application: Partial<Application> } {
  const sweepDue: Application['sweepDue'] = async (_, onOutcome) => {
    for (const outcome of outcomes) await onOutcome(outcome);
  };
  return { application: { sweepDue } };
}

describe('scope', () => {
  test('add hands over the mandate and says until when it holds', async () => {
    const seen: AddMandateRequest[] = [];
    const addMandate = async (request: AddMandateRequest) => void seen.push(request);
    const argv = [
      'scope',
      'add',
      'h.example:21',
      '--owner',
      'X',
      '--reference',
      'R',
      '--until',
      '2027-03-31',
    ];

    const { exitCode, stdout } = await runCli(argv, { application: { addMandate } });

    expect(exitCode).toBe(0);
    expect(seen).toEqual([{ target: 'h.example:21', owner: 'X', reference: 'R', until: '2027-03-31' }]);
    expect(stdout).toBe('h.example:21 may be contacted until the end of 2027-03-31 (UTC).\n');
  });

  test.each(['--owner', '--reference', '--until'])('add asks for %s', async (left) => {
    const all = ['--owner', 'X', '--reference', 'R', '--until', '2027-03-31'];
    all.splice(all.indexOf(left), 2);

    const { exitCode, stderr, opened } = await runCli(['scope', 'add', 'h', ...all]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(left);
    expect(opened).toBeNull();
  });

  test('list shows the mandates, or how to begin', async () => {
    const some = await runCli(['scope', 'list']);
    const none = await runCli(['scope', 'list'], { application: { listMandates: async () => [] } });
    const json = await runCli(['scope', 'list', '--json']);

    expect(some.stdout).toMatch(/ftp\.example\.org +Processor X +contract 17 +2027-03-31/);
    expect(none.stdout.replaceAll('\n', ' ')).toContain('rowprint scope add HOST');
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 'rowprint.scope/1',
      mandates: [{ holds: true }],
    });
  });

  test('remove hands over the target', async () => {
    const removed: string[] = [];
    const removeMandate = async (target: string) => void removed.push(target);

    const { stdout } = await runCli(['scope', 'remove', 'h'], { application: { removeMandate } });

    expect(removed).toEqual(['h']);
    expect(stdout).toBe('h is contacted no more.\n');
  });
});

describe('endpoint', () => {
  async function requestFor(...argv: string[]): Promise<AddEndpointRequest> {
    const seen: AddEndpointRequest[] = [];
    const addEndpoint = async (request: AddEndpointRequest) => {
      seen.push(request);
      return sampleEndpoint();
    };
    await runCli(['endpoint', 'add', 'p', 'ftp://h/', ...argv], { application: { addEndpoint } });
    return seen[0]!;
  }

  test('add hands over everything that was said', async () => {
    const argv =
      '--time-zone Europe/Paris --jitter 5 --login-file l --allow-clear-text --accept-certificate ab --list-only --extracts-end 2026-06-30 --stale-after 30';

    expect(await requestFor('--every', '0 3 * * *', ...argv.split(' '))).toEqual({
      name: 'p',
      url: 'ftp://h/',
      every: '0 3 * * *',
      timeZone: 'Europe/Paris',
      jitterMinutes: 5,
      loginFile: 'l',
      allowsClearTextLogin: true,
      acceptedCertificate: 'ab',
      listsOnly: true,
      extractsEndAt: '2026-06-30',
      staleAfterDays: 30,
    });
  });

  test('add hands over nothing that was not said', async () => {
    expect(await requestFor()).toEqual({
      name: 'p',
      url: 'ftp://h/',
      allowsClearTextLogin: false,
      listsOnly: false,
    });
  });

  test.each(['--jitter', '--stale-after'])('add refuses %s that is no number', async (option) => {
    const { exitCode, opened } = await runCli(['endpoint', 'add', 'p', 'ftp://h/', option, 'soon']);

    expect(exitCode).toBe(2);
    expect(opened).toBeNull();
  });

  test('list, show and forget answer in words and in JSON', async () => {
    const schemas: string[] = [];
    for (const argv of [['list'], ['show', 'p'], ['show', 'p', '--transcript'], ['forget', 'p']]) {
      const words = await runCli(['endpoint', ...argv]);
      const json = await runCli(['endpoint', ...argv, '--json']);
      expect([words.exitCode, json.exitCode]).toEqual([0, 0]);
      expect(words.stdout.length).toBeGreaterThan(10);
      schemas.push((JSON.parse(json.stdout) as { schema: string }).schema);
    }

    expect(schemas).toEqual([
      'rowprint.endpoints/1',
      'rowprint.sweep/1',
      'rowprint.transcript/1',
      'rowprint.forgotten/1',
    ]);
  });

  test('show escapes what a server said in the transcript', async () => {
    const transcript = async () => ['5 < \u001b[2Jowned'];

    const { stdout } = await runCli(['endpoint', 'show', 'p', '--transcript'], {
      application: { transcript },
    });

    expect(stdout).not.toContain('\u001b');
  });
});

describe('scan', () => {
  test.each([
    ['0 where nothing of ours is there', 0, CLEAN],
    ['10 where rows of ours are', 10, FOUND],
    ['20 where something could not be read', 20, sampleSweep()],
  ])('ends with %s', async (_, code, report) => {
    const { exitCode } = await runCli(['scan', 'p'], { application: { scan: async () => report } });

    expect(exitCode).toBe(code);
  });

  test('begins with the one sentence, and prints one line of JSON on request', async () => {
    const words = await runCli(['scan', 'p']);
    const json = await runCli(['scan', 'p', '--json']);

    expect(words.stdout.replaceAll('\n', ' ')).toContain(
      '38,900 rows of ours can be read on processor: 38,800 people of lab_a (Laboratory A)',
    );
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 'rowprint.sweep/1' });
    expect(json.stdout.trimEnd()).not.toContain('\n');
  });
});

describe('sweep --due', () => {
  test('says that nothing is due', async () => {
    expect(await runCli(['sweep', '--due'])).toMatchObject({ exitCode: 0, stdout: 'Nothing is due.\n' });
  });

  test.each([
    ['0 where all is clean', 0, [due({ report: CLEAN })]],
    ['10 where one has rows of ours', 10, [due({ report: CLEAN }), due({ report: FOUND })]],
    ['20 where one could not begin', 20, [due({ report: FOUND }), due({ failure: new UsageError('no') })]],
    ['20 where one is swept elsewhere', 20, [due({ isRunningElsewhere: true })]],
  ])('ends with %s', async (_, code, outcomes) => {
    const { exitCode, stdout } = await runCli(['sweep', '--due'], withDue(...outcomes));

    expect(exitCode).toBe(code);
    expect(stdout).toContain('processor');
  });

  test('prints one line of JSON for each, with the words of a failure', async () => {
    const outcomes = [due({ report: CLEAN }), due({ failure: new UsageError('no login file') })];

    const { stdout } = await runCli(['sweep', '--due', '--json'], withDue(...outcomes));

    const [first, second] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ schema: 'rowprint.due/1', failure: null });
    expect(second).toMatchObject({ failure: { code: 'RP_USAGE', message: 'no login file' } });
  });

  test('has to be asked for by name', async () => {
    const { exitCode, stderr, opened } = await runCli(['sweep']);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('rowprint sweep --due');
    expect(opened).toBeNull();
  });
});

describe('exposures', () => {
  const listExposures: Application['listExposures'] = async () => {
    const [open] = await fakeApplication().listExposures();
    return [open!, { ...open!, id: 'x_2', code: 'tls.outdated', title: 'Old TLS.', state: 'closed' }];
  };

  test('shows the open ones, and the closed ones on request', async () => {
    const open = await runCli(['exposures', '--json'], { application: { listExposures } });
    const all = await runCli(['exposures', '--all', '--json'], { application: { listExposures } });

    const codes = (text: string) =>
      (JSON.parse(text) as { exposures: { code: string }[] }).exposures.map(({ code }) => code);
    expect(codes(open.stdout)).toEqual(['ftp.anonymous-login']);
    expect(codes(all.stdout)).toEqual(['ftp.anonymous-login', 'tls.outdated']);
    expect((await runCli(['exposures'])).stdout).toContain('The server lets anybody in.');
  });
});

test.each(['scope', 'scope add', 'endpoint', 'endpoint add', 'endpoint show', 'scan', 'sweep', 'exposures'])(
  'help of %s names its usage and an example, and fits',
  async (command) => {
    const { exitCode, stdout } = await runCli([...command.split(' '), '--help']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Usage: rowprint ${command}`);
    expect(stdout).toMatch(/\nExamples:\n {2}rowprint /);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(125);
  },
);
