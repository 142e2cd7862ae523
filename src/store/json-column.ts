import { FIELD_IDS, type FieldId } from '../../fingerprints/fields/field.ts';
import type { PartFacts, TableOptions } from './store.ts';
import { StoreDamagedError } from './store-errors.ts';
import type { EndpointOptions } from './watched.ts';

/** JSON text for a column. @throws {TypeError} for what JSON cannot hold: a bug of the caller */
export function toJsonColumn(value: unknown): string {
  const text: unknown = JSON.stringify(value);
  if (typeof text !== 'string') throw new TypeError('only what JSON can hold can be stored');
  return text;
}

/** Parse a JSON column. `where` names the record. @throws {StoreDamagedError} */
export function readJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without the cause: its message quotes the text.
    throw unreadable(where);
  }
}

/** @throws {StoreDamagedError} when it is not a record of part sizes */
export function readParts(text: string, where: string): Readonly<Record<string, PartFacts>> {
  const parts = readJson(text, where);
  if (!isRecord(parts) || !Object.values(parts).every(isPartFacts)) throw unreadable(where);
  return parts as Record<string, PartFacts>;
}

/** @throws {StoreDamagedError} when it is not what a table's options look like */
export function readTableOptions(text: string, where: string): TableOptions {
  const options = readJson(text, where);
  if (!isTableOptions(options)) throw unreadable(where);
  return options;
}

/** @throws {StoreDamagedError} when it is not what an endpoint's options look like */
export function readEndpointOptions(text: string, where: string): EndpointOptions {
  const options = readJson(text, where);
  if (!isEndpointOptions(options)) throw unreadable(where);
  return options;
}

function isPartFacts(value: unknown): value is PartFacts {
  return isRecord(value) && Number.isSafeInteger(value.bytes) && Number.isSafeInteger(value.segments);
}

function isTableOptions(value: unknown): value is TableOptions {
  return (
    isRecord(value) &&
    isRecord(value.fields) &&
    Object.values(value.fields).every((field) => FIELD_IDS.includes(field as FieldId)) &&
    isTexts(value.ignored) &&
    (value.declared === undefined || isTexts(value.declared)) &&
    (value.keyColumn === null || typeof value.keyColumn === 'string') &&
    typeof value.forced === 'boolean'
  );
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isEndpointOptions(value: unknown): value is EndpointOptions {
  return (
    isRecord(value) &&
    (value.schedule === null || isSchedule(value.schedule)) &&
    isTextOrNull(value.loginFile) &&
    typeof value.allowsClearTextLogin === 'boolean' &&
    isTextOrNull(value.acceptedCertificate) &&
    typeof value.listsOnly === 'boolean' &&
    isTextOrNull(value.extractsEndAt) &&
    (value.staleAfterDays === null || typeof value.staleAfterDays === 'number')
  );
}

function isSchedule(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.cron === 'string' &&
    typeof value.timeZone === 'string' &&
    typeof value.jitterMs === 'number'
  );
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(where: string): StoreDamagedError {
  return new StoreDamagedError(
    `${where} is unreadable in the database: run \`rowprint doctor\`, or restore a backup`,
  );
}
