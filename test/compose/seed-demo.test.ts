import type { z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { addCaseItem, addNote, openCase, setAwareness, takeFigures } from '../../src/api/contract/cases.ts';
import { seedDemo } from '../../src/compose/seed-demo.ts';
import type { DemoReport } from '../../src/reports/demo-report.ts';
import { sampleReport } from '../reports/sample-report.ts';
import { sampleSweep } from '../reports/sample-sweep.ts';

const ROUTES = [openCase, addCaseItem, setAwareness, takeFigures, addNote];
const CASE = 'c_20261122_00000000000000';
const NOW_MS = Date.parse('2026-11-22T09:00:00.000Z');

/** Takes what the contract allows, and nothing else. */
function askContract(asked: string[]) {
  return async (method: string, path: string, body: unknown) => {
    const pattern = path.replace(CASE, '{id}');
    const route = ROUTES.find((one) => one.path === pattern && one.method === method.toLowerCase());
    if (route === undefined) throw new Error(`no route for ${method} ${pattern}`);
    (route.request.body.content['application/json'].schema as z.ZodType).parse(body);
    asked.push(`${method} ${pattern}`);
    return { id: CASE };
  };
}

test('a demonstration has a case with its report, servers, clock and figures, asked of the API', async () => {
  const asked: string[] = [];
  const demo = {
    report: { ...sampleReport(), id: 'r_20261122_00000000000000' },
    sweeps: [sampleSweep(), sampleSweep()],
  } as unknown as DemoReport;

  expect(await seedDemo(askContract(asked), demo, NOW_MS)).toBe(CASE);
  expect(asked).toEqual([
    'POST /cases',
    'POST /cases/{id}/items',
    'PUT /cases/{id}/awareness',
    'POST /cases/{id}/figures',
    'POST /cases/{id}/notes',
  ]);
});
