import { z } from '@hono/zod-openapi';
import { Count, Instant, Share } from './pieces.ts';

/** A share with both its ends. */
export const Interval = z.tuple([Share, Share]).readonly();
/** Both ends of a number of rows. */
export const CountInterval = z.tuple([z.number(), z.number()]).readonly();
/** Evidence, in bits. */
export const Bits = z.number();

/** What was read of a source. Complete only where nothing was skipped. */
export const Coverage = z
  .object({
    complete: z.boolean(),
    bytesRead: Count,
    skipped: z
      .array(z.object({ what: z.string(), reason: z.string(), rows: z.number().optional() }))
      .readonly(),
  })
  .openapi('Coverage');

/** What the rows of a print came from. */
export const PrintKind = z.enum(['table', 'asset', 'endpoint', 'suspect']);

/** A print as reports name it. */
export const PrintReference = z
  .object({
    id: z.string(),
    kind: PrintKind,
    name: z.string(),
    controller: z.string().nullable(),
    snapshotAt: z.string(),
  })
  .openapi('PrintReference');

/** A column of the suspect beside the column of the print that it was compared with. */
export const ColumnOverlap = z
  .object({
    index: Count,
    header: z.string().nullable(),
    column: z.string(),
    field: z.string(),
    compared: Count,
    agreeing: Count,
  })
  .openapi('ColumnOverlap');

/** The relation of a suspect and one print, in both directions. */
export const Overlap = z
  .object({
    print: PrintReference,
    rows: z.object({
      total: z.number(),
      present: z.number(),
      household: z.number(),
      share: Share,
      interval: Interval,
      method: z.enum(['exact', 'sampled']),
    }),
    reverse: z.object({ total: z.number(), present: z.number(), share: Share }),
    persons: z.number(),
    expectedByChance: z.number(),
    thresholdBits: Bits.optional(),
    columns: z.array(ColumnOverlap).readonly(),
  })
  .openapi('Overlap');

const AttributedAsset = z.object({ print: z.string(), endpoint: z.string(), path: z.string() });

const ExplainingAssets = z.object({
  assets: z.array(AttributedAsset.extend({ rows: Count, addedRows: Count })).readonly(),
  rows: Count,
  share: Share,
  method: z.enum(['exact', 'greedy']),
});

const UndeclaredColumn = z.object({
  index: Count,
  header: z.string().nullable(),
  column: z.string(),
  field: z.string(),
  assets: z.array(AttributedAsset).readonly(),
  table: z.object({ name: z.string(), column: z.string() }).nullable(),
});

const TakenVersion = AttributedAsset.extend({
  versions: Count,
  fitting: Count,
  isTold: z.boolean(),
  takenAfter: Instant.nullable(),
  takenBefore: Instant.nullable(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  rowsFitting: Count,
  rowsFittingNext: Count,
  rowsPresent: Count,
  rowsPresentInNext: Count,
  cellsAgreeing: Count,
  cellsAgreeingInNext: Count,
  reverseShare: Share,
  reverseShareOfNext: Share,
});

const AttributedEndpoint = z.object({
  name: z.string(),
  url: z.string(),
  filesCompared: Count,
  lastSweptAt: Instant.nullable(),
  wasReached: z.boolean(),
  wasReadWhole: z.boolean(),
  partsNotRead: Count,
  isGone: z.boolean(),
});

/** Where a suspect came from, as far as sweeps saw. */
export const Attribution = z
  .object({
    rowsOnNoServer: Count,
    rowsOnServersOnly: Count,
    explainedBy: ExplainingAssets,
    otherAssets: z.array(AttributedAsset.extend({ rows: Count, share: Share })).readonly(),
    undeclaredColumns: z.array(UndeclaredColumn).readonly(),
    versions: z.array(TakenVersion).readonly(),
    endpoints: z.array(AttributedEndpoint).readonly(),
    crossing: z
      .array(z.object({ endpoint: z.string().nullable(), table: z.string().nullable(), rows: Count }))
      .readonly()
      .optional(),
  })
  .openapi('Attribution');
