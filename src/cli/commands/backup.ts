import { formatBytes, formatDuration } from '../../core/units.ts';
import { visible } from '../../reports/visible.ts';
import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

/** `rowprint backup` */
export const registerBackup: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'backup <FILE>',
    summary: 'copy the database into a file, also while the service runs',
    description:
      'Copies the database of the home folder as it is at one moment, while others work with it, and reads the copy\n' +
      'back with all its checksums. Never replaces a file. Neither the key nor uploaded suspects are in it: keep a\n' +
      'copy of the key in another place than the backups.',
    examples: ['rowprint backup /backup/rowprint-2026-11-22.db'],
  }).option(...JSON_OPTION);

  command.action(async (file: string, options: { json?: boolean }) => {
    const application = await session.application(command);
    const made = await session.watch((run) => application.backUp(file, run));
    if (options.json) await session.printJson(made);
    else
      await session.print(
        `Backup: ${visible(made.file)} (${formatBytes(made.bytes)}, verified, ${formatDuration(made.elapsedMs)})\n\n` +
          `The key (id ${visible(made.keyId)}) is not in it, nor are uploaded suspects that wait to be checked.\n` +
          'Without a copy of the key file the backup is of no use.\n',
      );
    reportExit(EXIT.clean);
  });
};
