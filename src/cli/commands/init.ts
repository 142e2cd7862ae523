import { visible } from '../../reports/visible.ts';
import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

/** `rowprint init` */
export const registerInit: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'init',
    summary: 'create the home folder and the key file',
    description:
      'Creates the home folder with its database, and the key file. Refuses to overwrite either.\n' +
      'Keep a copy of the key file somewhere else: without it the fingerprints are worth nothing.',
    examples: ['rowprint init', 'rowprint init --home /srv/rowprint --key-file /etc/rowprint/key'],
  })
    .option('--use-existing-key', 'bind the new home to the key file (or ROWPRINT_KEY) that is there already')
    .option(...JSON_OPTION);

  command.action(async (options: { json?: boolean; useExistingKey?: boolean }) => {
    const made = await (await session.application(command)).init({
      useExistingKey: options.useExistingKey === true,
    });
    if (options.json) await session.printJson({ schema: 'rowprint.init/1', ...made });
    else {
      await session.print(
        `Home:  ${visible(made.home)}\nKey:   ${visible(made.keyFile)} (id ${visible(made.keyId)})\n\n` +
          'Keep a copy of the key file in another place: without it the fingerprints are worth nothing, and with it\n' +
          'and the database they can be guessed.\n\nNext:  rowprint table add NAME SOURCE\n',
      );
    }
    reportExit(EXIT.clean);
  });
};
