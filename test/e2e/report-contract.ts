import { z } from 'zod';

const share01 = z.number().min(0).max(1);
const count = z.number().int().min(0);
const instant = z.iso.datetime();
const field = z.enum([
  'nir',
  'email',
  'phone',
  'date',
  'name',
  'street',
  'postcode',
  'city',
  'iban',
  'card',
  'uuid',
  'siren',
  'siret',
  'number',
  'code',
  'text',
  'secret',
]);

const suspectColumn = z.object({
  index: count,
  header: z.string().nullable(),
  field: field.nullable(),
  filled: share01,
});

const print = z.object({
  id: z.string().min(1),
  kind: z.enum(['table', 'asset', 'endpoint', 'suspect']),
  name: z.string().min(1),
  controller: z.string().nullable(),
  snapshotAt: instant,
});

const overlap = z.object({
  print,
  rows: z.object({
    total: count,
    present: count,
    household: count,
    share: share01,
    interval: z.tuple([share01, share01]),
    method: z.literal('exact'),
  }),
  reverse: z.object({ total: count, present: count, share: share01 }),
  persons: count,
  expectedByChance: z.number().min(0),
  columns: z.array(
    z.object({
      index: count,
      header: z.string().nullable(),
      column: z.string(),
      field,
      compared: count,
      agreeing: count,
    }),
  ),
});

/**
 * `rowprint.report/1` as others rely on it. Fields may be added to a report, so unknown ones pass; those that stand
 * here keep name, meaning and unit.
 */
export const REPORT_CONTRACT = z.object({
  schema: z.literal('rowprint.report/1'),
  id: z.string().min(1),
  createdAt: instant,
  suspect: z.object({
    name: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: count,
    format: z.literal('csv'),
    encoding: z.string().nullable(),
    dialect: z
      .object({
        delimiter: z.string(),
        quote: z.string(),
        escape: z.string(),
        header: z.boolean(),
        skippedRows: count,
      })
      .nullable(),
    rows: count,
    columns: z.array(suspectColumn),
  }),
  coverage: z.object({
    complete: z.boolean(),
    bytesRead: count,
    skipped: z.array(z.object({ what: z.string().min(1), reason: z.string().min(1) })),
  }),
  overlaps: z.array(overlap),
  population: z.object({
    persons: count,
    rowsExplained: count,
    rowsUnexplained: count,
    byController: z.array(z.object({ controller: z.string(), persons: count })),
  }),
  elapsedMs: z.number().min(0),
});
