import type { DemoReport } from '../reports/demo-report.ts';

/** Asks the API as the demonstration's admin; gives the body of the answer. @throws where it says no */
export type AskApi = (method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown) => Promise<unknown>;

/** Hours since somebody became aware: the clock runs, and most of it is left. */
const AWARE_HOURS_AGO = 20;

/**
 * Fill the pages of a demonstration: a case with the leak, its report and the servers that it came from, its clock running
 * and its figures taken over. Asks the API as anybody would, so that every rule holds for it. Gives the id of the case.
 */
export async function seedDemo(ask: AskApi, { report, sweeps }: DemoReport, nowMs: number): Promise<string> {
  const opened = await ask('POST', '/cases', {
    title: 'Generated: a file of patients on a forum',
    report: report.id,
  });
  const { id } = opened as { readonly id: string };
  for (const endpoint of new Set(sweeps.map((sweep) => sweep.endpoint.name)))
    await ask('POST', `/cases/${id}/items`, { kind: 'endpoint', ref: endpoint });
  await ask('PUT', `/cases/${id}/awareness`, {
    at: new Date(nowMs - AWARE_HOURS_AGO * 3_600_000).toISOString(),
    name: 'Anna Generated, security analyst',
    reason: 'The report shows that the rows are ours.',
  });
  await ask('POST', `/cases/${id}/figures`, { report: report.id });
  await ask('POST', `/cases/${id}/notes`, {
    text: 'Nobody in this case is a real person: the demonstration made all of them.',
  });
  return id;
}
