import { UsageError } from '../../core/errors.ts';
import type { PartChecksum } from '../../pipelines/spool/upload-part.ts';
import type { AnnouncedUpload } from './suspect-uploads.ts';

/** As many signs as a file's name has anywhere. */
const MOST_NAME_CHARS = 255;
const DIGEST_BYTES: Readonly<Record<PartChecksum['algorithm'], number>> = { sha1: 20, sha256: 32 };

/** What `Upload-Metadata` says of a file: `filename`, and `sha256` where it is known. @throws {UsageError} */
export function announcedBy(
  metadata: Readonly<Record<string, string | null>>,
): Pick<AnnouncedUpload, 'name' | 'sha256'> {
  const name = metadata.filename ?? 'upload';
  if (name.length === 0 || name.length > MOST_NAME_CHARS)
    throw new UsageError(`Upload-Metadata: filename has 1 to ${MOST_NAME_CHARS} signs`);
  const sha256 = metadata.sha256 ?? null;
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256))
    throw new UsageError('Upload-Metadata: sha256 has 64 lower-case hexadecimal digits');
  return { name, sha256 };
}

/** The algorithms of tus' checksum extension that are known here. */
export const CHECKSUM_ALGORITHMS = Object.keys(DIGEST_BYTES).join(',');

/** `Upload-Checksum`: an algorithm and the digest in base 64. @throws {UsageError} */
export function checksumOf(header: string | undefined): PartChecksum | undefined {
  if (header === undefined) return undefined;
  const [algorithm = '', text = ''] = header.split(' ');
  const digest = Buffer.from(text, 'base64');
  if (!isAlgorithm(algorithm) || digest.length !== DIGEST_BYTES[algorithm])
    throw new UsageError(
      `Upload-Checksum is one of ${CHECKSUM_ALGORITHMS}, a blank and the digest in base 64`,
    );
  return { algorithm, digest };
}

function isAlgorithm(text: string): text is PartChecksum['algorithm'] {
  return Object.hasOwn(DIGEST_BYTES, text);
}
