import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENDPOINT, type KillHome, type ShownRun, TABLE } from './kill-home.ts';

/** What is ordered here. 'early-check': while its upload goes on. */
export const KINDS = ['check', 'table-refresh', 'sweep', 'early-check'] as const;
export type Kind = (typeof KINDS)[number];

const PARTS = 5;
const PART_PAUSE_MS = 60;

/** Order a run as somebody who never knows whether an answer was lost. @param keep name under which a suspect is kept */
export async function orderRun(home: KillHome, kind: Kind, keep: string | null): Promise<string> {
  if (kind === 'early-check') return checkWhileUploading(home);
  if (kind === 'check') return orderCheck(home, await upload(home), keep);
  const path = kind === 'sweep' ? `/endpoints/${ENDPOINT}/sweep` : `/tables/${TABLE}/refresh`;
  return order(home, path, undefined);
}

function orderCheck(home: KillHome, suspect: string, keep: string | null): Promise<string> {
  // Against the table alone: what else is known grows from run to run.
  const check = { suspect, against: [TABLE], ...(keep === null ? {} : { keep }) };
  return order(home, '/checks', check);
}

async function order({ client }: KillHome, path: string, json: unknown): Promise<string> {
  const headers = { 'idempotency-key': randomUUID() };
  return (await client.read<ShownRun>(path, { method: 'POST', json, headers })).id;
}

async function upload({ client, leak }: KillHome): Promise<string> {
  const headers = { 'content-type': 'application/octet-stream' };
  const put = { method: 'PUT', body: leak, headers };
  return (await client.read<{ readonly id: string }>('/suspects?name=leak.txt', put)).id;
}

/** Begin an upload that can be resumed, order its check, and send the rest in parts. */
async function checkWhileUploading(home: KillHome): Promise<string> {
  const { client, leak } = home;
  const tus = { 'tus-resumable': '1.0.0' };
  const metadata = `filename ${Buffer.from('leak.txt').toString('base64')}`;
  const made = await client.ask('/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(leak.length), 'upload-metadata': metadata },
  });
  const suspect = made.headers.get('location')!.split('/').at(-1)!;
  let run: string | null = null;
  for (;;) {
    const offset = await offsetOf(home, suspect);
    if (offset === null || offset === leak.length) return run!;
    const end = Math.min(leak.length, offset + Math.ceil(leak.length / PARTS));
    await client.tryOnce(`/uploads/${suspect}`, {
      method: 'PATCH',
      body: leak.subarray(offset, end),
      headers: {
        ...tus,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
    });
    run ??= await orderCheck(home, suspect, null);
    await sleep(PART_PAUSE_MS);
  }
}

/** Where an upload stands. Null: it came whole, was read, and was destroyed. */
async function offsetOf({ client }: KillHome, suspect: string): Promise<number | null> {
  const file = await client.read<{ readonly state: string; readonly received: number }>(
    `/suspects/${suspect}`,
  );
  if (file.state === 'failed') throw new Error('an upload failed that was to be resumed');
  return file.state === 'destroyed' ? null : file.received;
}
