import { z } from '@hono/zod-openapi';
import { Count, Id, Instant } from './pieces.ts';

/** A number as it goes into a notification: how it was found, and between what it lies. */
export const Figure = z
  .object({
    value: Count,
    interval: z.tuple([Count, Count]),
    method: z.enum(['exact', 'sampled', 'stated']),
    /** Not everything could be read: it is the least that is certain. */
    isLeast: z.boolean(),
  })
  .openapi('Figure');

/** The numbers taken over from a report, or stated by a person. Revisions are kept: the last one stands. */
export const FigureRevision = z
  .object({
    number: Count,
    at: Instant,
    by: z.string(),
    report: Id.nullable(),
    reason: z.string().nullable(),
    persons: Figure,
    rows: Figure,
    byController: z.array(z.object({ controller: z.string(), persons: Figure, rows: Figure })),
    /** What figures of a report rest on; null where they were stated, and for who sees a part of them. */
    basis: z
      .object({
        suspect: z.string(),
        createdAt: Instant,
        complete: z.boolean(),
        expectedByChance: z.number(),
        maxFalseShare: z.number(),
        level: z.number().nullable(),
        blocks: Count.nullable(),
      })
      .nullable(),
  })
  .openapi('FigureRevision');

export const CaseItem = z
  .object({
    kind: z.enum(['suspect', 'endpoint', 'report']),
    ref: z.string(),
    label: z.string(),
    addedAt: Instant,
  })
  .openapi('CaseItem');

export const TimelineEntry = z
  .object({ at: Instant, by: z.string(), what: z.string(), facts: z.record(z.string(), z.unknown()) })
  .openapi('TimelineEntry');

/** ENISA 2013: SE = DPC x EI + CB. */
export const Severity = z
  .object({
    dpc: z.number().min(1).max(4),
    ei: z.number().min(0.25).max(1),
    cb: z.number().min(0).max(2),
    score: z.number(),
    level: z.enum(['low', 'medium', 'high', 'very-high']),
    /** More than 100 people. */
    isFlagged: z.boolean(),
    /** Why these, a sentence each; for a proposal. */
    reasons: z.array(z.string()),
    override: z
      .object({
        level: z.enum(['low', 'medium', 'high', 'very-high']),
        reason: z.string(),
        by: z.string(),
        at: Instant,
      })
      .nullable(),
  })
  .openapi('Severity');

/** What a person tells of the breach, in the terms of art. 33(3); categories by the keys of the CNIL's vocabulary. */
export const Statement = z
  .object({
    organisation: z.string().max(500),
    contact: z.string().max(500),
    nature: z.string().max(5000),
    natures: z.array(z.string()),
    origin: z.string().max(100),
    cause: z.string().max(100),
    periodFrom: z.string().max(40),
    periodTo: z.string().max(40),
    people: z.array(z.string()),
    data: z.array(z.string()),
    consequences: z.array(z.string()),
    consequencesText: z.string().max(5000),
    gravity: z.enum(['', 'negligible', 'limited', 'significant', 'maximal']),
    measuresTaken: z.string().max(5000),
    measuresPlanned: z.string().max(5000),
    peopleTold: z.enum(['', 'yes', 'planned', 'undetermined', 'no']),
    lateReason: z.string().max(2000),
  })
  .openapi('Statement');

export const CaseSummary = z
  .object({
    id: Id,
    title: z.string(),
    state: z.enum(['open', 'closed']),
    createdAt: Instant,
    awareAt: Instant.nullable(),
    /** awareAt and the deadline of the settings (72 h). */
    dueAt: Instant.nullable(),
    persons: Count.nullable(),
    level: z.enum(['low', 'medium', 'high', 'very-high']).nullable(),
    /** What is still missing for the notification. */
    missing: Count,
  })
  .openapi('CaseSummary');

export const Case = CaseSummary.omit({ missing: true })
  .extend({
    createdBy: z.string(),
    awareness: z.object({ at: Instant, by: z.string(), name: z.string(), reason: z.string() }).nullable(),
    /** A match proposes awareness; a person sets it. */
    proposedAwareAt: Instant.nullable(),
    items: z.array(CaseItem),
    figures: z.array(FigureRevision),
    statement: Statement,
    /** Categories that follow from the fields that leaked, and why. */
    proposed: z.object({
      people: z.array(z.object({ key: z.string(), because: z.string() })),
      data: z.array(z.object({ key: z.string(), because: z.string() })),
      /** From the exposures of the servers of the case. */
      origins: z.array(z.object({ key: z.string(), because: z.string() })),
      causes: z.array(z.object({ key: z.string(), because: z.string() })),
    }),
    severity: Severity.nullable(),
    missing: z.array(z.object({ key: z.string(), article: z.string() })),
    notifications: z.array(
      z.object({
        kind: z.enum(['initial', 'complementary']),
        sentAt: Instant,
        by: z.string(),
        reference: z.string(),
      }),
    ),
    timeline: z.array(TimelineEntry),
    version: Count,
    /** Whether who asks sees all of it: only then it is theirs to change. */
    isWhole: z.boolean(),
  })
  .openapi('Case');
