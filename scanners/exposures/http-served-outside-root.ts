import type { Detector } from '../exposure.ts';
import { outsideRootDetection } from '../shared/outside-root-detection.ts';

/** Links that lead out of the tree that the web server is to show, which most servers follow. */
export const httpServedOutsideRoot: Detector = {
  code: 'http.served-outside-root',
  title: 'The web server serves something that lies outside the folder it is meant to serve.',
  advice:
    'Remove the link, and forbid links that leave the folder (nginx: disable_symlinks, Apache: SymLinksIfOwnerMatch).',
  begin: (context) => outsideRootDetection(context, context.server.http?.outsideRoot ?? null),
};
