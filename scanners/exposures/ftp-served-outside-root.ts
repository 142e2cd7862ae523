import type { Detector } from '../exposure.ts';
import { outsideRootDetection } from '../shared/outside-root-detection.ts';

/** Links that lead out of the tree that the FTP server is to show. */
export const ftpServedOutsideRoot: Detector = {
  code: 'ftp.served-outside-root',
  title: 'The FTP server serves something that lies outside the folder it is meant to serve.',
  advice: 'Remove the link, and lock sessions into their folder (chroot).',
  begin: (context) => outsideRootDetection(context, context.server.ftp?.outsideRoot ?? null),
};
