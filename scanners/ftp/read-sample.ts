/** A file that was listed, as far as it matters to a stranger's try to read it. */
export interface SampleFile {
  readonly path: string;
  readonly ref: string;
  readonly bytes: number | null;
}

/** Remembers which few of all listed files to try: small ones, of which reading one shows enough. */
export interface ReadSample {
  offer(file: SampleFile): void;
  /** The smallest first; at most three. */
  files(): readonly SampleFile[];
}

const MOST_FILES = 3;

/** Begin without any. Empty files show nothing; those of unknown size come last. */
export function createReadSample(): ReadSample {
  const files: SampleFile[] = [];
  const sizeOf = ({ bytes }: SampleFile): number => bytes ?? Number.MAX_SAFE_INTEGER;
  return {
    files: () => files,
    offer(file) {
      if (file.bytes === 0 || /[\r\n\0]/.test(file.ref)) return;
      const after = files.findIndex((kept) => sizeOf(file) < sizeOf(kept));
      if (after < 0 && files.length >= MOST_FILES) return;
      files.splice(after < 0 ? files.length : after, 0, file);
      files.length = Math.min(files.length, MOST_FILES);
    },
  };
}
