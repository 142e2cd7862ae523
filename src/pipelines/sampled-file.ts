import type { ByteSource } from '../core/byte-source.ts';
import type { FileFormat } from '../formats/file-format.ts';
import type { SourceSample } from './sample-source.ts';

/** A sample as a file that holds its rows alone, so that it is compared like any other. Its bytes are not there. */
export function sampledFile(
  name: string,
  { facts, blocks, bytesRead }: SourceSample,
): { readonly source: ByteSource; readonly format: FileFormat } {
  return {
    source: { name, bytes: null, async *stream() {} },
    format: {
      id: facts.format,
      sniff: () => 1,
      open: async () => ({
        facts: () => facts,
        async *batches() {
          for (const { rows } of blocks) yield rows;
        },
        bytesRead: () => bytesRead,
        coverage: () => ({ complete: true, bytesRead, skipped: [] }),
      }),
    },
  };
}
