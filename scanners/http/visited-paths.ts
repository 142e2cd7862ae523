import { createHash } from 'node:crypto';

/** Remembers paths in 12 bytes each: a sweep may list a million, chosen by the server. */
export interface VisitedPaths {
  /** Whether it is new; with or without '/' at its end it is the same. */
  add(path: string): boolean;
}

/** 96 bits of a cryptographic hash: no server can make two of its names collide to hide one. */
const KEPT_BASE64_CHARS = 16;

/** None yet. */
export function createVisitedPaths(): VisitedPaths {
  const seen = new Set<string>();
  return {
    add(path) {
      const before = seen.size;
      const name = path.replace(/\/$/, '');
      seen.add(createHash('sha256').update(name).digest('base64').slice(0, KEPT_BASE64_CHARS));
      return seen.size > before;
    },
  };
}
