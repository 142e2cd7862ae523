import { formatBytes, formatDuration } from '../../core/units.ts';
import { visible } from '../../reports/visible.ts';
import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

/** `rowprint restore` */
export const registerRestore: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'restore <FILE>',
    summary: 'make a home folder from a backup',
    description:
      'Makes a new home folder from a file that `backup` made, after reading all of it with its checksums. The folder\n' +
      'must not exist, and the key must be the one that the backup was made with. A backup of an older version is\n' +
      'brought up to date; the file stays as it is.',
    examples: ['rowprint restore /backup/rowprint-2026-11-22.db --home /srv/rowprint'],
  }).option(...JSON_OPTION);

  command.action(async (file: string, options: { json?: boolean }) => {
    const application = await session.application(command);
    const made = await session.watch((run) => application.restore(file, run));
    if (options.json) await session.printJson(made);
    else
      await session.print(
        `Home:   ${visible(made.home)} (${formatBytes(made.bytes)}, verified, ${formatDuration(made.elapsedMs)})\n\n` +
          'Alerts that were on their way when the backup was made may arrive a second time, with the same id.\n\n' +
          'Next:   rowprint doctor\n',
      );
    reportExit(EXIT.clean);
  });
};
