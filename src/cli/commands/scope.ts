import { visible } from '../../reports/visible.ts';
import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

interface AddOptions {
  readonly owner: string;
  readonly reference: string;
  readonly until: string;
}

/** `rowprint scope …` */
export const registerScope: RegisterCommand = (parent, session, reportExit) => {
  const scope = define(parent, {
    usage: 'scope',
    summary: 'what may be contacted, by whose mandate, until when',
    description:
      'The mandates: what may be contacted, by whose leave, until when. Nothing else ever is, whatever a server says.',
    examples: [
      'rowprint scope add ftp.example.org --owner "Processor X" --reference "contract 17" --until 2027-03-31',
      'rowprint scope list',
    ],
  });
  registerAdd(scope, session, reportExit);
  registerList(scope, session, reportExit);
  registerRemove(scope, session, reportExit);
};

const registerAdd: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'add <TARGET>',
    summary: 'allow a host or a range of addresses to be contacted',
    description:
      'Notes a mandate. TARGET is a host, a host with a port, an address, or a range of addresses (CIDR).\n' +
      'Private and loopback addresses are contacted only where they are listed themselves; link-local and ' +
      'multicast addresses and the services that hand out the keys of clouds never. Without a port every port may ' +
      'be asked. A mandate for the same target replaces the one before.',
    examples: [
      'rowprint scope add ftp.example.org --owner "Processor X" --reference "contract 17" --until 2027-03-31',
      'rowprint scope add 192.0.2.0/24 --owner "Our network" --reference "CISO 2026-04" --until 2026-12-31',
      'rowprint scope add 127.0.0.1:2121 --owner me --reference "a try" --until 2026-12-31',
    ],
  })
    .requiredOption('--owner <TEXT>', 'who it belongs to and gave leave')
    .requiredOption('--reference <TEXT>', 'where that is written: a contract, a ticket, a letter')
    .requiredOption('--until <DATE>', 'last day on which it holds, such as 2027-03-31');

  command.action(async (target: string, { owner, reference, until }: AddOptions) => {
    const application = await session.application(command);
    await application.addMandate({ target, owner, reference, until });
    await session.print(`${visible(target)} may be contacted until the end of ${visible(until)} (UTC).\n`);
    reportExit(EXIT.clean);
  });
};

const registerList: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'list',
    summary: 'the mandates, also those that ended',
    description: 'Shows what may be contacted, and the mandates that ended.',
    examples: ['rowprint scope list', 'rowprint scope list --json'],
  }).option(...JSON_OPTION);

  command.action(async (options: { json?: boolean }) => {
    const mandates = await (await session.application(command)).listMandates();
    if (options.json) await session.printJson({ schema: 'rowprint.scope/1', mandates });
    else {
      const { renderScope } = await import('../../reports/terminal/scope-view.ts');
      await session.print(renderScope(mandates, session.screen));
    }
    reportExit(EXIT.clean);
  });
};

const registerRemove: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'remove <TARGET>',
    summary: 'contact it no more',
    description: 'Ends a mandate. What was found there stays; endpoints within it can no longer be swept.',
    examples: ['rowprint scope remove ftp.example.org'],
  });

  command.action(async (target: string) => {
    await (await session.application(command)).removeMandate(target);
    await session.print(`${visible(target)} is contacted no more.\n`);
    reportExit(EXIT.clean);
  });
};
