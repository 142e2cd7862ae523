import { Readable } from 'node:stream';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Access } from '../../access/access.ts';
import { auditEntries } from '../../access/verify-audit.ts';
import { UsageError } from '../../core/errors.ts';
import type { AuditStore } from '../../store/audit-records.ts';
import { fromCursor, pageOf } from '../access-cursor.ts';
import type { ApiEnv } from '../api-env.ts';
import { exportAudit, listAudit, verifyAudit } from '../contract/audit.ts';
import { actorOf } from '../signed-in.ts';
import { shownEntry } from './shown-access.ts';

/** The audit log, for admins. Reading it whole is itself in it. */
export function registerAudit(api: OpenAPIHono<ApiEnv>, { access }: { readonly access: Access }): void {
  const { auditStore, audit } = access;
  api.openapi(listAudit, async (context) => {
    const { cursor, limit, actor, action, object } = context.req.valid('query');
    const found = await auditStore.list({
      limit: limit + 1,
      ...(actor === undefined ? {} : { actor }),
      ...(action === undefined ? {} : { action }),
      ...(object === undefined ? {} : { object }),
      ...(cursor === undefined ? {} : { before: numberIn(cursor) }),
    });
    return context.json(
      pageOf(found, limit, ({ number }) => String(number), shownEntry),
      200,
    );
  });
  api.openapi(verifyAudit, async (context) => {
    const verification = await access.verifyAudit();
    await audit.note({
      actor: actorOf(context),
      action: 'audit.verified',
      object: null,
      facts: { holds: verification.holds },
    });
    return context.json(verification, 200);
  });
  api.openapi(exportAudit, async (context) => {
    await audit.note({ actor: actorOf(context), action: 'audit.exported', object: null });
    const headers = {
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="rowprint-audit.ndjson"',
    };
    // The contract's types know no streams.
    return new Response(streamOf(auditStore), { headers }) as never;
  });
}

function streamOf(store: AuditStore): ReadableStream {
  return Readable.toWeb(Readable.from(entryLines(store))) as ReadableStream;
}

async function* entryLines(store: AuditStore): AsyncGenerator<Uint8Array> {
  for await (const entry of auditEntries(store)) yield Buffer.from(`${JSON.stringify(shownEntry(entry))}\n`);
}

/** @throws {UsageError} not a number of an entry */
function numberIn(cursor: string): number {
  const position = fromCursor(cursor);
  if (!/^\d{1,15}$/.test(position)) throw new UsageError('the cursor is not one of ours: leave it out');
  return Number(position);
}
