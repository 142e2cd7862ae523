import { z } from '@hono/zod-openapi';
import { Count, Id, Instant, Name } from './pieces.ts';

/** Something wrong on a watched server. Titles and advice are in English; pages have their own words for each code. */
export const Exposure = z
  .object({
    id: Id,
    endpoint: Name,
    code: z.string(),
    severity: z.string(),
    groupSeverity: z.string().nullable(),
    state: z.enum(['open', 'closed']),
    proof: z.string(),
    title: z.string(),
    advice: z.string(),
    firstSeenAt: Instant,
    lastSeenAt: Instant,
    closedAt: Instant.nullable(),
    reopened: Count,
    path: z.string().nullable(),
    evidence: z.record(z.string(), z.unknown()),
    raisedBy: z.array(z.string()).readonly(),
  })
  .openapi('Exposure');
