import type { en } from './en.ts';
import { account } from './fr/account.ts';
import { admin } from './fr/admin.ts';
import { alerts } from './fr/alerts.ts';
import { audit } from './fr/audit.ts';
import { cases } from './fr/cases.ts';
import { check } from './fr/check.ts';
import { exposures } from './fr/exposures.ts';
import { help } from './fr/help.ts';
import { home } from './fr/home.ts';
import { problems } from './fr/problems.ts';
import { report } from './fr/report.ts';
import { run } from './fr/run.ts';
import { servers } from './fr/servers.ts';
import { settings } from './fr/settings.ts';
import { shell } from './fr/shell.ts';
import { signIn } from './fr/sign-in.ts';
import { tables } from './fr/tables.ts';
import { upload } from './fr/upload.ts';
import { users } from './fr/users.ts';

/** The pages in French. */
export const fr = {
  account,
  admin,
  alerts,
  audit,
  cases,
  check,
  exposures,
  help,
  home,
  problems,
  report,
  run,
  servers,
  settings,
  shell,
  signIn,
  tables,
  upload,
  users,
} satisfies typeof en;
