import type { en } from './en.ts';
import { cases } from './fr/cases.ts';
import { check } from './fr/check.ts';
import { exposures } from './fr/exposures.ts';
import { home } from './fr/home.ts';
import { problems } from './fr/problems.ts';
import { report } from './fr/report.ts';
import { run } from './fr/run.ts';
import { servers } from './fr/servers.ts';
import { shell } from './fr/shell.ts';
import { signIn } from './fr/sign-in.ts';
import { tables } from './fr/tables.ts';
import { upload } from './fr/upload.ts';

/** The pages in French. */
export const fr = {
  cases,
  check,
  exposures,
  home,
  problems,
  report,
  run,
  servers,
  shell,
  signIn,
  tables,
  upload,
} satisfies typeof en;
