import { UsageError } from '../../core/errors.ts';
import type { DueOutcome } from '../../jobs/sweep-due.ts';
import { EXIT, exitCodeOfSweep, worstExitCode } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

/** `rowprint sweep` */
export const registerSweep: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'sweep',
    summary: 'sweep every server that is due, and end',
    description:
      'Sweeps every endpoint whose schedule says so, one after the other, and ends: for cron or a systemd timer, every ' +
      'few minutes. Missed runs are made up for once; a sweep that is under way elsewhere is left alone; a server that ' +
      'fails is tried again after 5 minutes, then 10, 20, … up to a day. Exit code: the gravest one, as of `scan`.',
    examples: ['rowprint sweep --due', 'rowprint sweep --due --json'],
  })
    .option('--due', 'sweep what is due')
    .option(...JSON_OPTION);

  command.action(async (options: { due?: boolean; json?: boolean }) => {
    if (options.due !== true)
      throw new UsageError(
        'say what is to be swept: `rowprint sweep --due`, or `rowprint scan NAME` for one',
      );
    const application = await session.application(command);
    const { renderDue } = await import('../../reports/terminal/sweep-view.ts');
    const codes: number[] = [];
    await session.watch((run) =>
      application.sweepDue(run, async (outcome) => {
        codes.push(outcome.report === null ? EXIT.incomplete : exitCodeOfSweep(outcome.report));
        if (options.json) await session.printJson(describeOutcome(outcome));
        else await session.print(renderDue(outcome, session.screen));
      }),
    );
    if (codes.length === 0 && !options.json) await session.print('Nothing is due.\n');
    reportExit(worstExitCode(codes));
  });
};

/** `rowprint.due/1`, one line for each endpoint. An error in JSON would have neither name nor message. */
function describeOutcome({ failure, ...outcome }: DueOutcome): unknown {
  return {
    schema: 'rowprint.due/1',
    ...outcome,
    failure: failure === null ? null : { code: failure.code, message: failure.message },
  };
}
