import { BUCKET_RECORDS, BUCKET_ROOTS, isTruncated, nextOfBucket, readBucketRecord } from '../bucket-xml.ts';
import type { XmlDialect } from '../xml/xml-dialect.ts';

/** A bucket of S3, or of anything that speaks like it: ListObjects 1 and 2, ListObjectVersions, ListBuckets. */
export const s3: XmlDialect = {
  notation: 'xml',
  id: 's3',
  isBucket: 's3',
  roots: BUCKET_ROOTS,
  records: BUCKET_RECORDS,
  recognises: () => true,
  read: readBucketRecord,
  hasMore: isTruncated,
  next: nextOfBucket,
};
