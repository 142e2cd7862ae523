import { answered } from '../../client/client.ts';
import type { Case, Statement } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import type { CaseFormName, Fields } from './case-facts.ts';

/** What a form changes. */
export interface Change {
  readonly visit: Visit;
  readonly id: string;
  readonly fields: Fields;
}

/** Each form of a case, and what it asks of the API. All but additions send the version they were made for. */
export const CASE_CHANGES: Readonly<Record<CaseFormName, (change: Change) => Promise<unknown>>> = {
  statement: saveStatement,
  awareness: (change) => {
    const { client } = change.visit;
    const body = { at: instantOf(change, 'at'), name: text(change, 'name'), reason: text(change, 'reason') };
    return answered(client.PUT('/cases/{id}/awareness', { ...guarded(change), body }));
  },
  take: (change) => {
    const reason = text(change, 'reason');
    const body = { report: text(change, 'report'), ...(reason === '' ? {} : { reason }) };
    return answered(change.visit.client.POST('/cases/{id}/figures', { ...guarded(change), body }));
  },
  state: (change) => {
    const body = {
      persons: Number(text(change, 'persons') || Number.NaN),
      rows: Number(text(change, 'rows') || Number.NaN),
      reason: text(change, 'reason'),
    };
    return answered(change.visit.client.POST('/cases/{id}/figures', { ...guarded(change), body }));
  },
  severity: (change) => {
    const level = text(change, 'level') as 'low';
    const override = change.fields.back === undefined ? { level, reason: text(change, 'reason') } : null;
    return answered(
      change.visit.client.PUT('/cases/{id}/severity', { ...guarded(change), body: { override } }),
    );
  },
  note: (change) => {
    const body = { text: text(change, 'text') };
    return answered(change.visit.client.POST('/cases/{id}/notes', { ...guarded(change), body }));
  },
  notification: (change) => {
    const body = {
      kind: text(change, 'kind') as 'initial',
      sentAt: instantOf(change, 'sentAt'),
      reference: text(change, 'reference'),
    };
    return answered(change.visit.client.POST('/cases/{id}/notifications', { ...guarded(change), body }));
  },
  title: (change) => {
    const state = text(change, 'state') as 'open' | '';
    const body = state === '' ? { title: text(change, 'title') } : { state };
    return answered(change.visit.client.PATCH('/cases/{id}', { ...guarded(change), body }));
  },
  items: (change) => {
    const [kind, ref] = pair(text(change, 'item'));
    const body = { kind: kind as 'report', ref };
    return answered(change.visit.client.POST('/cases/{id}/items', { ...guarded(change), body }));
  },
};

/** Take something out of a case. */
export function removeItem(change: Change): Promise<unknown> {
  const [kind, ref] = pair(text(change, 'item'));
  const { headers } = guarded(change);
  const path = { id: change.id, kind: kind as 'report', ref };
  return answered(
    change.visit.client.DELETE('/cases/{id}/items/{kind}/{ref}', { params: { path }, headers }),
  );
}

const LISTS = ['natures', 'people', 'data', 'consequences'] as const;
const TEXTS = [
  'organisation',
  'contact',
  'nature',
  'origin',
  'cause',
  'periodFrom',
  'periodTo',
  'consequencesText',
  'gravity',
  'measuresTaken',
  'measuresPlanned',
  'peopleTold',
  'lateReason',
] as const;

/** What of the statement was changed, and nothing else: the timeline names the fields. A proposal may be accepted with it. */
async function saveStatement(change: Change): Promise<unknown> {
  const { client } = change.visit;
  const current: Case = await answered(client.GET('/cases/{id}', { params: { path: { id: change.id } } }));
  const patch = patchOf(change.fields, current.statement);
  // Where nothing changed there is nothing to save; with an old version the API still has to say so.
  if (Object.keys(patch).length === 0 && change.fields.version?.[0] === String(current.version)) return;
  const body = { statement: patch as Partial<Statement> };
  await answered(client.PATCH('/cases/{id}', { ...guarded(change), body }));
}

function patchOf(sent: Fields, current: Statement): Record<string, unknown> {
  const fields = withAccepted(sent);
  const patch: Record<string, unknown> = {};
  for (const name of TEXTS) {
    const value = fields[name]?.[0];
    if (value !== undefined && value !== current[name]) patch[name] = value;
  }
  for (const name of LISTS) {
    const value = fields[name] ?? [];
    const isSame = value.length === current[name].length && value.every((key) => current[name].includes(key));
    if (!isSame) patch[name] = value;
  }
  return patch;
}

/** The button that accepts a proposal sends 'data:nir' beside the form's own fields. */
function withAccepted(fields: Fields): Fields {
  const [name, key] = pair(fields.accept?.[0] ?? '');
  if (key === '') return fields;
  const isList = LISTS.some((list) => list === name);
  return { ...fields, [name]: isList ? [...new Set([...(fields[name] ?? []), key])] : [key] };
}

/** A form without a version adds something, whatever others did meanwhile. */
function guarded({ id, fields }: Change) {
  const version = fields.version?.[0];
  const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` };
  return { params: { path: { id } }, headers };
}

function text({ fields }: Change, name: string): string {
  return fields[name]?.[0]?.trim() ?? '';
}

/** A time as browsers send it, in UTC. What is no time stays as it is: the API says so. */
function instantOf(change: Change, name: string): string {
  const typed = text(change, name);
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed)) return `${typed}:00Z`;
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(typed) ? `${typed}Z` : typed;
}

function pair(text: string): readonly [string, string] {
  const at = text.indexOf(':');
  return at < 0 ? ['', ''] : [text.slice(0, at), text.slice(at + 1)];
}
