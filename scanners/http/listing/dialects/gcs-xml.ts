import { BUCKET_RECORDS, BUCKET_ROOTS, isTruncated, nextOfBucket, readBucketRecord } from '../bucket-xml.ts';
import type { XmlDialect } from '../xml/xml-dialect.ts';

/** A bucket of Google Cloud Storage by its XML API: S3's listing in a namespace of its own. */
export const gcsXml: XmlDialect = {
  notation: 'xml',
  id: 'gcs-xml',
  isBucket: 'gcs',
  roots: BUCKET_ROOTS,
  records: BUCKET_RECORDS,
  recognises: ({ attributes }) => Object.values(attributes).includes(NAMESPACE),
  read: readBucketRecord,
  hasMore: isTruncated,
  next: nextOfBucket,
};

const NAMESPACE = 'http://doc.s3.amazonaws.com/2006-03-01';
