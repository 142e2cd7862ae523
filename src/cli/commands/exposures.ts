import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

/** `rowprint exposures` */
export const registerExposures: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'exposures [NAME]',
    summary: 'what is wrong on the servers that are watched',
    description:
      'Shows the exposures that are open, of one endpoint or of all, worst first; with --all also those that a sweep ' +
      'saw closed.',
    examples: ['rowprint exposures', 'rowprint exposures processor --all --json'],
  })
    .option('--all', 'also those that are closed')
    .option(...JSON_OPTION);

  command.action(async (name: string | undefined, options: { all?: boolean; json?: boolean }) => {
    const all = await (await session.application(command)).listExposures(name);
    const exposures = options.all ? all : all.filter(({ state }) => state === 'open');
    if (options.json) await session.printJson({ schema: 'rowprint.exposures/1', exposures });
    else {
      const { renderExposures } = await import('../../reports/terminal/exposures-view.ts');
      await session.print(renderExposures(exposures, session.screen));
    }
    reportExit(EXIT.clean);
  });
};
