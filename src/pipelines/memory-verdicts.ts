import type { VerdictSpool } from './compare-file.ts';

/** Matches of a small file, kept in memory (about 100 bytes for each row that resembles one of a print). */
export function createMemoryVerdicts(): VerdictSpool {
  const parts = new Map<string, Uint8Array[]>();
  return {
    async write(part, bytes) {
      const chunks = parts.get(part) ?? [];
      // The writer may use its bytes again.
      chunks.push(bytes.slice());
      parts.set(part, chunks);
    },
    async *readBack(part) {
      yield* parts.get(part) ?? [];
    },
  };
}
