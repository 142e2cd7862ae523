import { account } from './en/account.ts';
import { admin } from './en/admin.ts';
import { alerts } from './en/alerts.ts';
import { audit } from './en/audit.ts';
import { cases } from './en/cases.ts';
import { check } from './en/check.ts';
import { exposures } from './en/exposures.ts';
import { help } from './en/help.ts';
import { home } from './en/home.ts';
import { problems } from './en/problems.ts';
import { report } from './en/report.ts';
import { run } from './en/run.ts';
import { servers } from './en/servers.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { tables } from './en/tables.ts';
import { upload } from './en/upload.ts';
import { users } from './en/users.ts';

/** The pages in English: the model of all other languages. */
export const en = {
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
};
