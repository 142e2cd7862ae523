import { exitCodeOfSweep } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

/** `rowprint scan` */
export const registerScan: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'scan <NAME|URL>',
    summary: 'sweep a server now: files, exposures, whose rows are there',
    description:
      'One sweep now: lists the server, reads what is new or changed, compares it with every table and kept suspect, ' +
      'and flags exposures. A URL that is not registered is, under its host. Only what is in the scope is contacted.\n' +
      'Exit code: 0 read whole, nothing of ours; 10 rows of ours found, read whole; 20 something could not be read; ' +
      '2 wrong usage, or not in the scope; 1 a bug.',
    examples: ['rowprint scan processor', 'rowprint scan ftp://127.0.0.1:2121/pub/ --json'],
  }).option(...JSON_OPTION);

  command.action(async (endpoint: string, options: { json?: boolean }) => {
    const application = await session.application(command);
    const report = await session.watch((run) => application.scan({ endpoint }, run));
    if (options.json) await session.printJson(report);
    else {
      const { renderSweep } = await import('../../reports/terminal/sweep-view.ts');
      await session.print(renderSweep(report, session.screen));
    }
    reportExit(exitCodeOfSweep(report));
  });
};
