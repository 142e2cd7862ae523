import { cases } from './en/cases.ts';
import { check } from './en/check.ts';
import { home } from './en/home.ts';
import { problems } from './en/problems.ts';
import { report } from './en/report.ts';
import { run } from './en/run.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { upload } from './en/upload.ts';

/** The pages in English: the model of all other languages. */
export const en = { cases, check, home, problems, report, run, shell, signIn, upload };
