import { describe, expect, test } from 'vitest';
import type { AuditCheck } from '../../src/reports/audit.ts';
import type { InviteRequest } from '../../src/reports/requests.ts';
import { runCli } from './fake-application.ts';

const HEAD = `12:${'ab'.repeat(32)}`;

function withCheck(part: Partial<AuditCheck>) {
  const check: AuditCheck = {
    schema: 'rowprint.audit-check/1',
    holds: true,
    entries: 12,
    brokenAt: null,
    head: HEAD,
    ...part,
  };
  return { application: { verifyAudit: async () => check } };
}

describe('audit verify', () => {
  test('ends with 0 and the head to keep when the log holds', async () => {
    const { exitCode, stdout } = await runCli(['audit', 'verify'], withCheck({}));

    expect(exitCode).toBe(0);
    expect(stdout).toContain('The audit log holds: 12 entries');
    expect(stdout).toContain(`--head ${HEAD}`);
  });

  test('ends with 20 and the entry when it is broken', async () => {
    const { exitCode, stdout } = await runCli(['audit', 'verify'], withCheck({ holds: false, brokenAt: 7 }));

    expect(exitCode).toBe(20);
    expect(stdout).toContain('broken at entry 7');
  });

  test('hands over a head, and refuses what is none', async () => {
    const seen: (string | undefined)[] = [];
    const application = {
      verifyAudit: async (head?: string): Promise<AuditCheck> => {
        seen.push(head);
        return { schema: 'rowprint.audit-check/1', holds: true, entries: 1, brokenAt: null, head: HEAD };
      },
    };

    await runCli(['audit', 'verify', '--head', HEAD], { application });
    const refused = await runCli(['audit', 'verify', '--head', '12'], { application });

    expect(seen).toEqual([HEAD]);
    expect(refused.exitCode).toBe(2);
  });
});

test('audit list and export show entries as lines', async () => {
  const list = await runCli(['audit', 'list']);
  const exported = await runCli(['audit', 'export']);

  expect(list.stdout).toContain('report.viewed');
  expect(JSON.parse(exported.stdout)).toMatchObject({ number: 12, actor: 'anna' });
});

describe('user invite', () => {
  test('hands over what was said and prints the link', async () => {
    const seen: InviteRequest[] = [];
    const inviteUser = async (request: InviteRequest) => {
      seen.push(request);
      return {
        name: 'bert',
        role: 'analyst',
        link: '/invitation#secret',
        expiresAt: '2026-11-25T08:00:00.000Z',
      };
    };
    const argv = ['user', 'invite', 'bert', '--role', 'analyst', '--controller', 'A', '--controller', 'B'];

    const { exitCode, stdout } = await runCli(argv, { application: { inviteUser } });

    expect(exitCode).toBe(0);
    expect(seen).toEqual([{ name: 'bert', role: 'analyst', controllers: ['A', 'B'] }]);
    expect(stdout).toContain('/invitation#secret');
  });

  test('refuses a role that there is not', async () => {
    const { exitCode, opened } = await runCli(['user', 'invite', 'bert', '--role', 'root']);

    expect(exitCode).toBe(2);
    expect(opened).toBeNull();
  });
});
