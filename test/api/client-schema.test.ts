import { expect, expectTypeOf, test } from 'vitest';
import type { Client } from '../../src/client/client.ts';
import type { components } from '../../src/client/schema.ts';
import type { Report } from '../../src/reports/report.ts';
import type { SweepReport } from '../../src/reports/sweep.ts';
import { textOf } from '../architecture/product-files.ts';
import { CLIENT_SCHEMA, clientSchema } from './client-schema.ts';

test('the client is made from the description of the API: `npm run client` brings it up to date', async () => {
  expect(textOf(CLIENT_SCHEMA)).toBe(await clientSchema());
});

test('answers keep their types through the client', () => {
  type Answered = NonNullable<Awaited<ReturnType<typeof getReport>>['data']>;
  const getReport = (client: Client) => client.GET('/reports/{id}', { params: { path: { id: '' } } });

  expectTypeOf<Answered>().toExtend<Report>();
});

test('what a client receives can be shown as what the reports are', () => {
  expectTypeOf<components['schemas']['Report']>().toExtend<Report>();
  expectTypeOf<components['schemas']['Sweep']>().toExtend<SweepReport>();
});
