import type { AuditRecord } from '../store/audit-records.ts';
import { macOf } from './secrets.ts';

/** The keyed hash of an entry: over the hash before it and everything that it says. */
export function entryHash(key: Uint8Array, before: string, entry: Omit<AuditRecord, 'hash'>): string {
  const { number, at, actor, action, object, facts } = entry;
  const said = [String(number), at, actor, action, object === null ? 'none' : `some ${object}`, facts];
  return Buffer.from(macOf(key, 'rowprint.audit/1', before, ...said), 'base64url').toString('hex');
}

/** The keyed hash that says where the log ends: without it an end could be cut off and an earlier entry called the last. */
export function headMac(key: Uint8Array, number: number, hash: string): string {
  return macOf(key, 'rowprint.audit.head/1', String(number), hash);
}
