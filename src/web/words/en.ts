import { cases } from './en/cases.ts';
import { check } from './en/check.ts';
import { exposures } from './en/exposures.ts';
import { home } from './en/home.ts';
import { problems } from './en/problems.ts';
import { report } from './en/report.ts';
import { run } from './en/run.ts';
import { servers } from './en/servers.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { tables } from './en/tables.ts';
import { upload } from './en/upload.ts';

/** The pages in English: the model of all other languages. */
export const en = {
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
};
