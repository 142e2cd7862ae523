import { createRoute, z } from '@hono/zod-openapi';
import { guarded } from './guarded.ts';
import { Count, json, jsonBody, Line, PROBLEMS, Share } from './pieces.ts';

/** What an admin sets while the service runs; all else is the environment's (docs/settings.md). */
export const ServiceSettings = z
  .object({
    organisation: Line.max(500),
    /** The data protection officer, or who else is named to the authority. */
    contact: Line.max(500),
    /** Art. 33(1) GDPR: 72. */
    notificationHours: z.number().int().min(1).max(8760),
    /** Hours before the deadline from which cases raise alerts, each once. */
    clockWarningHours: z.array(z.number().int().min(1).max(8760)).max(10).readonly(),
    /** Uploaded files are destroyed so many hours after they came, at the latest. */
    spoolHours: z.number().int().min(1).max(720),
    /** Bytes that one user's uploads may take at once. */
    userQuotaBytes: Count,
    /** Reports older than this and in no case are erased; 0: never. */
    reportDays: Count,
    /** Overlaps from this share on propose a case. */
    caseFromShare: Share,
    language: z.enum(['en', 'fr']),
  })
  .openapi('ServiceSettings');

/** What the service is, and the settings that it was started with. Secrets are named, never shown. */
export const ServiceFacts = z
  .object({
    settings: ServiceSettings,
    environment: z
      .array(z.object({ name: z.string(), env: z.string(), value: z.string(), sentence: z.string() }))
      .readonly(),
    version: z.string(),
    keyId: z.string(),
  })
  .openapi('ServiceFacts');

export const getSettings = createRoute({
  method: 'get',
  path: '/settings',
  operationId: 'getSettings',
  tags: ['settings'],
  summary: 'Settings',
  ...guarded('admin'),
  responses: { 200: json(ServiceFacts, 'Settings'), ...PROBLEMS },
});

export const changeSettings = createRoute({
  method: 'patch',
  path: '/settings',
  operationId: 'changeSettings',
  tags: ['settings'],
  summary: 'Change settings',
  ...guarded('admin'),
  request: { body: jsonBody(ServiceSettings.partial()) },
  responses: { 200: json(ServiceFacts, 'Settings'), ...PROBLEMS },
});
