import { account } from './en/account.ts';
import { admin } from './en/admin.ts';
import { alerts } from './en/alerts.ts';
import { audit } from './en/audit.ts';
import { check } from './en/check.ts';
import { help } from './en/help.ts';
import { home } from './en/home.ts';
import { problems } from './en/problems.ts';
import { report } from './en/report.ts';
import { run } from './en/run.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { upload } from './en/upload.ts';
import { users } from './en/users.ts';

/** The pages in English: the model of all other languages. */
export const en = {
  account,
  admin,
  alerts,
  audit,
  check,
  help,
  home,
  problems,
  report,
  run,
  settings,
  shell,
  signIn,
  upload,
  users,
};
