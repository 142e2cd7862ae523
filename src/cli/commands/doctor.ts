import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

/** `rowprint doctor` */
export const registerDoctor: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'doctor',
    summary: 'check the installation, key, database and limits',
    description:
      'Looks at the installation, the key, the database and the limits; changes nothing. Exit code 0 or 2.',
    examples: ['rowprint doctor', 'rowprint doctor --json'],
  }).option(...JSON_OPTION);

  command.action(async (options: { json?: boolean }) => {
    const report = await (await session.application(command)).doctor();
    if (options.json) await session.printJson(report);
    else {
      const { renderDoctor } = await import('../../reports/terminal/doctor-view.ts');
      await session.print(renderDoctor(report, session.screen));
    }
    reportExit(report.ok ? EXIT.clean : EXIT.usage);
  });
};
