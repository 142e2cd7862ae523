import { resolve } from 'node:path';
import { z } from 'zod';
import { Secret } from '../core/secret.ts';
import { parseMasterKey } from './key-file.ts';

/** Log levels of pino, from all to nothing. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Where the key of the spool comes from. */
const SPOOL_KEYS = ['ring', 'memory'] as const;

const BYTE_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};
/** Timers of node fire at once beyond this (2^31 - 1 ms, about 25 days). */
const MAX_TIMEOUT_MS = 2_147_483_647;
/** Room for any machine; each thread takes 9 MB (measured, Node 20) before it does anything. */
const MAX_THREADS = 256;

/** Kinds of values: from the text of a flag or variable to the value, and how a right one is written. */
export const OPTION_TYPES = {
  path: {
    written: 'a path',
    schema: z
      .string()
      .min(1)
      .refine((text) => !text.includes('\0'))
      .transform((text) => resolve(text)),
  },
  key: {
    written: '64 hexadecimal digits',
    schema: z
      .string()
      .refine((text) => parseMasterKey(text) !== null)
      .transform((text) => new Secret(text)),
  },
  password: {
    written: 'a password',
    schema: z.string().transform((text) => new Secret(text)),
  },
  smtpUrl: {
    written: 'an address such as smtps://user:password@mail.example.org',
    schema: z
      .string()
      .refine(isSmtpUrl)
      .transform((text) => new Secret(text)),
  },
  hosts: {
    written: 'names of hosts with commas between',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]+(\s*,\s*[A-Za-z0-9.:_-]+)*$/)
      .transform((text): readonly string[] => text.toLowerCase().split(/\s*,\s*/)),
  },
  country: {
    written: 'a country code of two letters, such as FR',
    schema: z
      .string()
      .regex(/^[A-Za-z]{2}$/)
      .transform((text) => text.toUpperCase()),
  },
  count: {
    written: 'a whole number from 1',
    schema: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  },
  threads: {
    written: `a whole number of threads from 0 to ${MAX_THREADS}`,
    schema: wholeNumber(0, MAX_THREADS),
  },
  contact: {
    written: 'an address without blanks, such as security@example.org',
    schema: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  },
  pause: {
    written: `a whole number of milliseconds from 0 to ${MAX_TIMEOUT_MS}`,
    schema: wholeNumber(0, MAX_TIMEOUT_MS),
  },
  milliseconds: {
    written: `a whole number of milliseconds from 1 to ${MAX_TIMEOUT_MS}`,
    schema: wholeNumber(1, MAX_TIMEOUT_MS),
  },
  bytes: {
    written: 'a whole number of bytes, or one with a unit such as 500MiB or 2GiB',
    schema: z
      .string()
      .regex(/^\d{1,16}\s*([KMGT]iB|B)?$/i)
      .transform(toBytes)
      .refine((bytes) => Number.isSafeInteger(bytes) && bytes >= 1),
  },
  share: {
    written: 'a number above 0 and at most 1, such as 0.001',
    schema: z
      .string()
      .regex(/^(\d+\.?\d*|\.\d+)(e-?\d+)?$/i)
      .transform(Number)
      .refine((share) => share > 0 && share <= 1),
  },
  spoolKey: {
    written: `one of ${SPOOL_KEYS.join(', ')}`,
    schema: z.enum(SPOOL_KEYS),
  },
  host: {
    written: 'an address or name of this machine, such as 127.0.0.1',
    schema: z.string().regex(/^[A-Za-z0-9.:_-]{1,255}$/),
  },
  port: {
    written: 'a port from 0 to 65535',
    schema: wholeNumber(0, 65_535),
  },
  logLevel: {
    written: `one of ${LOG_LEVELS.join(', ')}`,
    schema: z.enum(LOG_LEVELS),
  },
} as const;

/** The types a setting may be of. */
export type OptionType = keyof typeof OPTION_TYPES;

/** What a setting of that type is once it is read. */
export type OptionValue<T extends OptionType> = z.output<(typeof OPTION_TYPES)[T]['schema']>;

function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isEncoded = [username, password].every((part) => !/%(?![0-9a-f]{2})/i.test(part));
  return (protocol === 'smtp:' || protocol === 'smtps:') && hostname !== '' && isEncoded;
}

function toBytes(text: string): number {
  const unit = text.replace(/^\d+\s*/, '').toUpperCase();
  return Number.parseInt(text, 10) * (BYTE_UNITS[unit] ?? Number.NaN);
}
