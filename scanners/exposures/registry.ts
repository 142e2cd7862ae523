import type { Detector } from '../exposure.ts';
import { dataBackupOrDump } from './data-backup-or-dump.ts';
import { dataOursExposed } from './data-ours-exposed.ts';
import { dataOverExtraction } from './data-over-extraction.ts';
import { dataSpecialCategory } from './data-special-category.ts';
import { dataStaleExtract } from './data-stale-extract.ts';
import { dataUnencrypted } from './data-unencrypted.ts';
import { ftpAnnouncesInternalAddress } from './ftp-announces-internal-address.ts';
import { ftpAnonymousLists } from './ftp-anonymous-lists.ts';
import { ftpAnonymousLogin } from './ftp-anonymous-login.ts';
import { ftpAnonymousReads } from './ftp-anonymous-reads.ts';
import { ftpClaimsWritable } from './ftp-claims-writable.ts';
import { ftpClearTextData } from './ftp-clear-text-data.ts';
import { ftpClearTextLogin } from './ftp-clear-text-login.ts';
import { ftpServedOutsideRoot } from './ftp-served-outside-root.ts';
import { httpClearText } from './http-clear-text.ts';
import { httpOpenBucket } from './http-open-bucket.ts';
import { httpOpenListing } from './http-open-listing.ts';
import { httpServedOutsideRoot } from './http-served-outside-root.ts';
import { httpUnauthenticatedDownload } from './http-unauthenticated-download.ts';
import { httpWebdavOpen } from './http-webdav-open.ts';
import { leakPresentOn } from './leak-present-on.ts';
import { sweepChanged } from './sweep-changed.ts';
import { sweepUnreachable } from './sweep-unreachable.ts';
import { tlsCertificate } from './tls-certificate.ts';
import { tlsOutdated } from './tls-outdated.ts';

/** Every detector, in the order of EXPOSURE_CODES. */
export const detectors: readonly Detector[] = [
  ftpAnonymousLogin,
  ftpAnonymousLists,
  ftpAnonymousReads,
  ftpClaimsWritable,
  ftpClearTextLogin,
  ftpClearTextData,
  ftpAnnouncesInternalAddress,
  ftpServedOutsideRoot,
  httpOpenListing,
  httpUnauthenticatedDownload,
  httpOpenBucket,
  httpWebdavOpen,
  httpClearText,
  httpServedOutsideRoot,
  tlsCertificate,
  tlsOutdated,
  dataOursExposed,
  dataUnencrypted,
  dataStaleExtract,
  dataOverExtraction,
  dataSpecialCategory,
  dataBackupOrDump,
  leakPresentOn,
  sweepUnreachable,
  sweepChanged,
];
