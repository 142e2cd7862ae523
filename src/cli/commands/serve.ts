import { InvalidArgumentError } from 'commander';
import type { ServeReport } from '../../reports/requests.ts';
import { visible } from '../../reports/visible.ts';
import { EXIT } from '../exit-codes.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

/** `rowprint serve` */
export const registerServe: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'serve',
    summary: 'answer requests and show pages, until Ctrl-C',
    description:
      'Serves the pages and the API, does checks, refreshes and sweeps, and ends with Ctrl-C once what is under way\n' +
      'is done or put back. Makes the home folder and the key file where there are none.',
    examples: ['rowprint serve', 'rowprint serve --port 8080', 'rowprint serve --host 0.0.0.0'],
  })
    .option('--host <ADDRESS>', 'address to listen on (else ROWPRINT_HOST, else 127.0.0.1)')
    .option('--port <NUMBER>', 'port to listen on (else ROWPRINT_PORT, else 7411); 0: any', parsePort)
    .option(...JSON_OPTION);

  command.action(async (options: { host?: string; port?: number; json?: boolean }) => {
    const application = await session.application(command);
    const { json, ...request } = options;
    await application.serve(request, {
      signal: session.signal,
      onListening: (report) => (json === true ? session.printJson(report) : session.print(told(report))),
    });
    reportExit(EXIT.clean);
  });
};

function told({ url, home, keyFile, isNewHome, isNewKey, notes }: ServeReport): string {
  const made = isNewHome
    ? [
        `Home:  ${visible(home)} (new)`,
        `Key:   ${visible(keyFile)}${isNewKey ? ' (new: keep a copy of it in another place)' : ''}`,
        '',
      ]
    : [];
  return `${[...made, `Rowprint is at ${url}`, ...notes].join('\n')}\n`;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('write a number from 0 to 65535');
  return port;
}
