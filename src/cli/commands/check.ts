import { CancelledError, UsageError } from '../../core/errors.ts';
import { formatCounted } from '../../core/units.ts';
import type { Report } from '../../reports/report.ts';
import type { CheckRequest } from '../../reports/requests.ts';
import { visible } from '../../reports/visible.ts';
import type { Application } from '../application.ts';
import { collect, parseSize } from '../arguments.ts';
import { exitCodeOfReport, worstExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

interface CheckOptions {
  readonly against?: readonly string[];
  readonly keep?: string;
  readonly password?: string;
  readonly strict?: boolean;
  readonly estimate?: boolean;
  readonly estimateBytes?: number;
  readonly json?: boolean;
}

/** Formats in which nothing can be encrypted. */
const PLAIN_FORMATS: readonly string[] = ['csv'];

/** `rowprint check` */
export const registerCheck: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'check <FILE...>',
    summary: 'say whether a suspected leak is ours, how much of it, whose',
    description:
      'Compares suspected leaks with everything known: tables, server files, suspects that were kept.\n' +
      'Exit code: 0 read whole, nothing of ours; 10 something of ours found, read whole;\n' +
      '20 something could not be read; 2 wrong usage, or a file that could not be opened; 1 a bug.\n' +
      'With several files the gravest one: 1, then 2, 20, 10, 0.',
    examples: [
      'rowprint check leak.txt',
      'rowprint check leak.txt --against patients --json',
      'rowprint check forum-dump.csv --keep forum-2026-11',
      'rowprint check huge-dump.csv --estimate',
    ],
  })
    .option('--against <NAME>', 'compare with this only (may be given several times)', collect)
    .option('--keep <NAME>', "keep the suspect's fingerprint under this name, to recognise copies of it")
    .option('--strict', 'claim only rows of which not even half a one is expected to be chance, in all')
    .option('--estimate', 'do not read it whole: estimate from random blocks, within seconds (exit code 20)')
    .option('--estimate-bytes <SIZE>', 'bytes of those blocks, such as 8MiB (default: 2MiB)', parseSize)
    .option('--password <TEXT>', 'the password of an encrypted archive')
    .option(...JSON_OPTION);

  command.action(async (files: readonly string[], options: CheckOptions) => {
    if (options.keep !== undefined && files.length > 1) {
      throw new UsageError('--keep names one suspect: check the files one at a time to keep them');
    }
    if ((options.estimate === true || options.estimateBytes !== undefined) && options.keep !== undefined)
      throw new UsageError(
        'an estimate reads too little of a file to keep it: leave out --estimate or --keep',
      );
    const application = await session.application(command);
    reportExit(await checkFiles(application, session, files, options));
  });
};

/** Every file in the order given; one that fails is told and does not keep the others from being reported. */
async function checkFiles(
  application: Application,
  session: Session,
  files: readonly string[],
  options: CheckOptions,
): Promise<number> {
  const codes: number[] = [];
  for (const [at, file] of files.entries()) {
    try {
      const report = await session.watch((run) => application.check(requestOf(file, options), run));
      await show(session, report, options, at > 0);
      codes.push(exitCodeOfReport(report));
    } catch (failure) {
      if (session.signal.aborted || failure instanceof CancelledError) throw cancelledAfter(at, failure);
      codes.push(await session.tellFailure(failure));
    }
  }
  return worstExitCode(codes);
}

function requestOf(
  file: string,
  { against, keep, password, strict, estimate, estimateBytes: bytes }: CheckOptions,
): CheckRequest {
  return {
    file,
    ...(against === undefined ? {} : { against }),
    ...(keep === undefined ? {} : { keep }),
    ...(password === undefined ? {} : { password }),
    ...(strict === undefined ? {} : { strict }),
    ...(estimate !== true && bytes === undefined ? {} : { estimate: bytes === undefined ? {} : { bytes } }),
  };
}

async function show(
  session: Session,
  report: Report,
  options: CheckOptions,
  isFollowing: boolean,
): Promise<void> {
  if (options.password !== undefined && PLAIN_FORMATS.includes(report.suspect.format)) {
    await session.tell(`rowprint: ${visible(report.suspect.name)} is plain text: --password was not used`);
  }
  if (options.json) return session.printJson(report);
  const { renderReport } = await import('../../reports/terminal/report-view.ts');
  await session.print((isFollowing ? '\n' : '') + renderReport(report, session.screen));
}

/** With files already reported, 'nothing was changed' would not be true: their reports are stored. */
function cancelledAfter(filesDone: number, failure: unknown): CancelledError {
  const message =
    filesDone === 0
      ? 'cancelled: nothing was changed'
      : `cancelled after ${formatCounted(filesDone, 'file')}: their reports stay, nothing else was changed`;
  return new CancelledError(message, { cause: failure });
}
