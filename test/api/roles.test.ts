import { describe, expect, test } from 'vitest';
import { includesRole, ROLES, type Role } from '../../src/access/actor.ts';
import {
  METRICS_TOKEN,
  operations,
  type Send,
  type WalkedOperation,
  WalkedService,
} from './walked-service.ts';

const service = new WalkedService();

/** Ids and names that nothing has: what is refused is refused before anything is looked up. */
const NOTHING: Readonly<Record<string, string>> = {
  id: 'r_20260101_00000000000000',
  name: 'nothing',
  table: 'nothing',
  target: 'nothing.example',
  row: '1',
  kind: 'report',
  ref: 'r_20260101_00000000000000',
  document: 'notification',
  sha256: '0'.repeat(64),
};

/** Operations on the session itself: a token has none, whatever its role. */
const OF_A_SESSION = /^\w+ \/session/;

function filled(path: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => NOTHING[name] ?? 'nothing');
}

async function statusOf(send: Send, { method, path }: WalkedOperation): Promise<number> {
  const response = await send(
    method,
    filled(path),
    ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined,
  );
  await response.body?.cancel();
  return response.status;
}

/** What each operation answers to somebody. */
async function walk(send: Send): Promise<readonly (readonly [WalkedOperation, number])[]> {
  const answers: (readonly [WalkedOperation, number])[] = [];
  for (const operation of operations()) answers.push([operation, await statusOf(send, operation)]);
  return answers;
}

describe('of every operation of the contract', () => {
  test('those that need a role are refused where nobody is signed in, and no others', async () => {
    const answers = await walk(service.nobody());

    const open = answers.filter(([, status]) => status !== 401).map(([{ name }]) => name);
    expect(answers.length).toBeGreaterThan(70);
    // A wrong secret or password is no answer to who is not signed in: it is refused by its own code.
    expect(open).toEqual(
      expect.arrayContaining(
        operations()
          .filter(({ role, method }) => role === null && method === 'GET')
          .map(({ name }) => name),
      ),
    );
    expect(answers.filter(([{ role }, status]) => role !== null && status !== 401)).toEqual([]);
  });

  test.each(ROLES)(
    'a %s may ask for those of the role and the roles below, and is refused all others',
    async (role) => {
      const answers = await walk(await service.as(role));

      const asked = answers.filter(([{ name, role: needed }]) => needed !== null && !OF_A_SESSION.test(name));
      const refused = asked.filter(([, status]) => status === 403).map(([{ name }]) => name);
      const beyond = asked.filter(([{ role: needed }]) => !includesRole(role, needed as Role));
      expect(refused).toEqual(beyond.map(([{ name }]) => name));
    },
  );

  test.each(ROLES)('none fails or tells of the machine on behalf of a %s', async (role) => {
    const answers = await walk(await service.as(role));

    expect(answers.filter(([, status]) => status >= 500)).toEqual([]);
  });
});

test('the figures of the service are read with their own token, which opens nothing else', async () => {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };

  const answers = [
    await service.look('/metrics', headers),
    await service.look('/metrics', {}),
    await service.look('/metrics', { authorization: 'Bearer rpt_x' }),
    await service.look('/api/v1/tables', headers),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 401]);
});
