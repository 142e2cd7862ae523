import { formatCounted } from '../../core/units.ts';
import { visible } from '../../reports/visible.ts';
import { wholeNumber } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

interface AddOptions {
  readonly every?: string;
  readonly timeZone?: string;
  readonly jitter?: number;
  readonly loginFile?: string;
  readonly allowClearText?: boolean;
  readonly acceptCertificate?: string;
  readonly listOnly?: boolean;
  readonly extractsEnd?: string;
  readonly staleAfter?: number;
}

/** `rowprint endpoint …` */
export const registerEndpoint: RegisterCommand = (parent, session, reportExit) => {
  const endpoint = define(parent, {
    usage: 'endpoint',
    summary: 'the FTP and HTTP servers that are watched',
    description: 'The FTP and HTTP servers that are watched: add, list, show, forget.',
    examples: [
      "rowprint endpoint add processor ftp://ftp.example.org/pub/ --every '0 3 * * *'",
      'rowprint endpoint list',
    ],
  });
  registerAdd(endpoint, session, reportExit);
  registerList(endpoint, session, reportExit);
  registerShow(endpoint, session, reportExit);
  registerForget(endpoint, session, reportExit);
};

const registerAdd: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'add <NAME> <URL>',
    summary: 'watch a server, a folder of it, or one file',
    description:
      'Registers a server to watch, within the scope. URL is ftp://, ftps://, http:// or https://: a folder that is ' +
      'listed, a bucket, or one file. A login is not written into the URL but into a file (mode 0600) of the lines ' +
      'user=NAME and password=TEXT, or bearer=TOKEN, or header=NAME: VALUE. Without one, the server is met as anybody would.',
    examples: [
      "rowprint endpoint add processor ftp://ftp.example.org/pub/ --every '0 3 * * *' --time-zone Europe/Paris",
      'rowprint endpoint add extracts https://files.example.org/migration/ --login-file extracts.login',
    ],
  })
    .option('--every <CRON>', "sweep it by this schedule, such as '0 3 * * *' (see `rowprint sweep --due`)")
    .option('--time-zone <ZONE>', 'the time zone of the schedule (default UTC)')
    .option('--jitter <MINUTES>', 'start each run up to so many minutes later, at random', wholeNumber)
    .option('--login-file <FILE>', 'log in with what stands in this file')
    .option('--allow-clear-text', 'send the login without TLS where the server offers none')
    .option('--accept-certificate <SHA256>', 'accept this certificate although it does not hold')
    .option('--list-only', 'list files and read none (a server of others)')
    .option('--extracts-end <DATE>', 'day on which the extracts were to be gone')
    .option('--stale-after <DAYS>', 'age from which an extract here is stale', wholeNumber);

  command.action(async (name: string, url: string, options: AddOptions) => {
    const application = await session.application(command);
    const summary = await application.addEndpoint({
      name,
      url,
      allowsClearTextLogin: options.allowClearText === true,
      listsOnly: options.listOnly === true,
      ...given('every', options.every),
      ...given('timeZone', options.timeZone),
      ...given('jitterMinutes', options.jitter),
      ...given('loginFile', options.loginFile),
      ...given('acceptedCertificate', options.acceptCertificate),
      ...given('extractsEndAt', options.extractsEnd),
      ...given('staleAfterDays', options.staleAfter),
    });
    const next =
      summary.nextDueAt === null
        ? `sweep it with \`rowprint scan ${name}\``
        : `it is due first at ${summary.nextDueAt}: have \`rowprint sweep --due\` run every few minutes`;
    await session.print(`${visible(name)} is watched; ${visible(next)}.\n`);
    reportExit(EXIT.clean);
  });
};

/** An option that was given, and nothing of one that was not. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { [N in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [N in Name]?: Value });
}

const registerList: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'list',
    summary: 'the servers that are watched',
    description: 'Shows the servers that are watched, their last sweep, and how bad it is there.',
    examples: ['rowprint endpoint list', 'rowprint endpoint list --json'],
  }).option(...JSON_OPTION);

  command.action(async (options: { json?: boolean }) => {
    const endpoints = await (await session.application(command)).listEndpoints();
    if (options.json) await session.printJson({ schema: 'rowprint.endpoints/1', endpoints });
    else {
      const { renderEndpointList } = await import('../../reports/terminal/endpoint-list-view.ts');
      await session.print(renderEndpointList(endpoints, session.screen));
    }
    reportExit(EXIT.clean);
  });
};

const registerShow: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'show <NAME>',
    summary: 'the last sweep of a server again',
    description:
      'Shows the last sweep of a server again, with its files as they are known now. With --transcript the requests ' +
      'and replies of that sweep, as they are kept for evidence: no contents, no logins.',
    examples: ['rowprint endpoint show processor', 'rowprint endpoint show processor --transcript'],
  })
    .option('--transcript', 'the requests and replies of the last sweep')
    .option(...JSON_OPTION);

  command.action(async (name: string, options: { transcript?: boolean; json?: boolean }) => {
    const application = await session.application(command);
    if (options.transcript) {
      const lines = await application.transcript(name);
      if (options.json) await session.printJson({ schema: 'rowprint.transcript/1', endpoint: name, lines });
      else await session.print(lines.map((line) => `${visible(line)}\n`).join(''));
    } else {
      const report = await application.lastSweep(name);
      if (options.json) await session.printJson(report);
      else {
        const { renderSweep } = await import('../../reports/terminal/sweep-view.ts');
        await session.print(renderSweep(report, session.screen));
      }
    }
    reportExit(EXIT.clean);
  });
};

const registerForget: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'forget <NAME>',
    summary: 'erase a server with all that is known of it',
    description:
      'Erases an endpoint with its files, their prints, its sweeps and exposures. A leak can no longer be traced to it.',
    examples: ['rowprint endpoint forget processor'],
  }).option(...JSON_OPTION);

  command.action(async (name: string, options: { json?: boolean }) => {
    const gone = await (await session.application(command)).forgetEndpoint(name);
    if (options.json) await session.printJson({ schema: 'rowprint.forgotten/1', ...gone });
    else
      await session.print(
        `Endpoint ${visible(gone.name)} is erased with ${formatCounted(gone.prints, 'print')}.\n`,
      );
    reportExit(EXIT.clean);
  });
};
