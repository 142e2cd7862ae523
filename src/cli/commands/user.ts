import { Option } from 'commander';
import type { InviteRequest } from '../../reports/requests.ts';
import { visible } from '../../reports/visible.ts';
import { collect } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

interface InviteOptions {
  readonly role?: NonNullable<InviteRequest['role']>;
  readonly controller?: readonly string[];
  readonly json?: boolean;
}

/** `rowprint user …` */
export const registerUser: RegisterCommand = (parent, session, reportExit) => {
  const user = define(parent, {
    usage: 'user',
    summary: 'accounts of the service, for whoever is locked out of it',
    description:
      'Accounts of the service. Admins keep them on its pages; this is for whoever cannot sign in.',
    examples: ['rowprint user invite anna --role admin'],
  });
  registerInvite(user, session, reportExit);
};

const registerInvite: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'invite <NAME>',
    summary: 'a one-time link for setting a password',
    description:
      'Makes an account and prints the one-time link that its holder sets a password with. For one that is there, makes ' +
      'a new link: its password, its sessions and its lock end.',
    examples: [
      'rowprint user invite anna --role admin',
      'rowprint user invite bert --role analyst --controller "Laboratory A"',
    ],
  })
    .addOption(
      new Option('--role <ROLE>', 'what it may do (default: viewer, or the role that it has)').choices([
        'viewer',
        'analyst',
        'responder',
        'admin',
      ]),
    )
    .option('--controller <TEXT>', 'see only this controller; may be given several times', collect)
    .option(...JSON_OPTION);

  command.action(async (name: string, { role, controller, json }: InviteOptions) => {
    const application = await session.application(command);
    const invited = await application.inviteUser({
      name,
      ...(role === undefined ? {} : { role }),
      ...(controller === undefined ? {} : { controllers: controller }),
    });
    if (json) await session.printJson({ schema: 'rowprint.invitation/1', ...invited });
    else
      await session.print(
        `${visible(invited.name)} (${invited.role}) sets a password here, once, until ${invited.expiresAt}:\n\n` +
          `  ${visible(invited.link)}\n`,
      );
    reportExit(EXIT.clean);
  });
};
