import { formatCounted } from '../../core/units.ts';
import { visible } from '../../reports/visible.ts';
import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

/** `rowprint suspect …` */
export const registerSuspect: RegisterCommand = (parent, session, reportExit) => {
  const suspect = define(parent, {
    usage: 'suspect',
    summary: 'the suspects that were kept with check --keep',
    description: 'The suspects that were kept with `rowprint check FILE --keep NAME`: list, forget.',
    examples: ['rowprint suspect list', 'rowprint suspect forget forum-2026-11'],
  });
  registerList(suspect, session, reportExit);
  registerForget(suspect, session, reportExit);
};

const registerList: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'list',
    summary: 'the suspects that are kept',
    description: 'Shows the suspects that are kept, to recognise copies of them.',
    examples: ['rowprint suspect list', 'rowprint suspect list --json'],
  }).option(...JSON_OPTION);

  command.action(async (options: { json?: boolean }) => {
    const suspects = await (await session.application(command)).listSuspects();
    if (options.json) await session.printJson({ schema: 'rowprint.suspects/1', suspects });
    else {
      const { renderSuspectList } = await import('../../reports/terminal/suspect-list-view.ts');
      await session.print(renderSuspectList(suspects, session.screen));
    }
    reportExit(EXIT.clean);
  });
};

const registerForget: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'forget <NAME>',
    summary: 'erase a kept suspect with its print',
    description: 'Erases a kept suspect with its print. Copies of it are no longer recognised; reports stay.',
    examples: ['rowprint suspect forget forum-2026-11'],
  }).option(...JSON_OPTION);

  command.action(async (name: string, options: { json?: boolean }) => {
    const gone = await (await session.application(command)).forgetSuspect(name);
    if (options.json) await session.printJson({ schema: 'rowprint.forgotten/1', ...gone });
    else
      await session.print(
        `Suspect ${visible(gone.name)} is erased with ${formatCounted(gone.prints, 'print')}.\n`,
      );
    reportExit(EXIT.clean);
  });
};
