import { z } from '@hono/zod-openapi';
import { Exposure } from './exposure.ts';
import { Count, Instant, Share } from './pieces.ts';
import {
  Attribution,
  Bits,
  ColumnOverlap,
  CountInterval,
  Coverage,
  Interval,
  Overlap,
  PrintKind,
  PrintReference,
} from './report-pieces.ts';

// Fields may be added to what is kept: no shape says that there are no others.

const SuspectColumn = z.object({
  index: Count,
  header: z.string().nullable(),
  field: z.string().nullable(),
  filled: Share,
});

const SuspectFacts = z.object({
  name: z.string(),
  sha256: z.string(),
  bytes: Count,
  format: z.string(),
  encoding: z.string().nullable(),
  dialect: z
    .object({
      delimiter: z.string(),
      quote: z.string(),
      escape: z.string(),
      header: z.boolean(),
      skippedRows: Count,
    })
    .nullable(),
  rows: z.number(),
  columns: z.array(SuspectColumn).readonly(),
  sections: z
    .array(
      z.object({
        index: Count,
        firstRow: Count,
        rows: Count,
        columns: z.array(SuspectColumn).readonly(),
      }),
    )
    .readonly()
    .optional(),
});

const Population = z.object({
  persons: z.number(),
  rowsExplained: z.number(),
  rowsUnexplained: z.number(),
  byController: z.array(z.object({ controller: z.string(), persons: z.number() })).readonly(),
  expectedByChance: z.number(),
});

const EstimateFacts = z.object({
  level: Share,
  blocks: Count,
  bytesSampled: Count,
  rowsSampled: Count,
  rowsInterval: CountInterval,
  explained: z.object({ share: Share, interval: Interval }),
});

/** `rowprint.report/1`. Of an actor that is limited to controllers: the part that is theirs, without totals over all. */
export const Report = z
  .object({
    schema: z.literal('rowprint.report/1'),
    id: z.string(),
    createdAt: Instant,
    suspect: SuspectFacts,
    coverage: Coverage,
    comparedWith: z.array(PrintReference).readonly(),
    overlaps: z.array(Overlap).readonly(),
    population: Population,
    estimate: EstimateFacts.optional(),
    attribution: Attribution.optional(),
    limits: z.object({ maxFalseShare: Share }),
    warnings: z.array(z.string()).readonly(),
    elapsedMs: z.number(),
  })
  .openapi('Report');

/** `rowprint.explanation/1`. */
export const Explanation = z
  .object({
    schema: z.literal('rowprint.explanation/1'),
    report: z.string(),
    suspect: z.string(),
    row: Count,
    verdict: z.enum(['present', 'household', 'absent']),
    print: z.object({ id: z.string(), name: z.string(), kind: PrintKind }),
    printRow: Count.nullable(),
    bits: Bits,
    thresholdBits: Bits.nullable(),
    columns: z
      .array(
        ColumnOverlap.omit({ compared: true, agreeing: true }).extend({
          outcome: z.enum(['agree', 'near', 'swapped', 'disagree', 'empty']),
          bits: Bits,
        }),
      )
      .readonly(),
    notes: z.array(z.string()).readonly(),
  })
  .openapi('Explanation');

const SweptAsset = z.object({
  path: z.string(),
  bytes: Count.nullable(),
  modifiedAt: z.string().nullable(),
  contentId: z.string().nullable(),
  format: z.string().nullable(),
  rows: Count.nullable(),
  state: z.enum(['read', 'unchanged', 'skipped', 'failed']),
  reason: z.string().nullable(),
  firstSeenAt: Instant,
  estimate: z
    .object({
      share: Share,
      interval: Interval,
      bytesSampled: Count,
      blocks: Count,
      rowsSampled: Count,
      print: z.string(),
    })
    .optional(),
});

const SweepCounts = z.object({
  listed: Count,
  read: Count,
  unchanged: Count,
  skipped: Count,
  failed: Count,
  added: Count,
  changed: Count,
  gone: Count,
  requests: Count,
  bytesReceived: Count,
});

/** `rowprint.sweep/1`. */
export const Sweep = z
  .object({
    schema: z.literal('rowprint.sweep/1'),
    id: z.string(),
    endpoint: z.object({ name: z.string(), url: z.string() }),
    startedAt: Instant,
    elapsedMs: z.number(),
    isReached: z.boolean(),
    isResumed: z.boolean(),
    server: z.object({ software: z.string().nullable(), certificateSha256: z.string().nullable() }),
    assets: z.array(SweptAsset).readonly(),
    counts: SweepCounts,
    exposures: z.array(Exposure).readonly(),
    coverage: Coverage,
    overlaps: z.array(Overlap).readonly(),
  })
  .openapi('Sweep');
