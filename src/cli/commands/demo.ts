import { once } from 'node:events';
import type { Application } from '../application.ts';
import { parseSeed } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

const DEFAULT_SEED = 1;

/** `rowprint demo` */
export const registerDemo: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'demo',
    summary: 'build the demonstration and show it',
    description:
      'Makes three laboratories with generated patients, two servers on loopback and a leak of about 50,000 rows, ' +
      'fingerprints the tables, sweeps the servers, switches them off, checks the leak and prints where it came ' +
      'from beside the truth. Then the service stays open on it until Ctrl-C; --once ends after the report. Touches\n' +
      'neither your home folder nor your key.',
    examples: ['rowprint demo', 'rowprint demo --once --folder ./demo --seed 7'],
  })
    .option('--folder <DIR>', 'where the files go (default: a new temporary folder)')
    .option('--seed <NUMBER>', `what the generated people follow from (default: ${DEFAULT_SEED})`, parseSeed)
    .option('--once', 'end after the report, without the service')
    .option(...JSON_OPTION);

  command.action(async (options: { folder?: string; seed?: number; once?: boolean; json?: boolean }) => {
    const application = await session.application(command);
    const request = {
      seed: options.seed ?? DEFAULT_SEED,
      ...(options.folder === undefined ? {} : { folder: options.folder }),
    };
    const demo = await session.watch((run) => application.demo(request, run));
    if (options.json) await session.printJson(demo);
    else {
      const { renderDemo } = await import('../../reports/terminal/demo-view.ts');
      await session.print(renderDemo(demo, session.screen));
    }
    if (options.once !== true && application.serveDemo !== null) await serve(session, application.serveDemo);
    reportExit(EXIT.clean);
  });
};

/** Serve until Ctrl-C, which is how it is meant to end. The link goes to stderr: results alone are on stdout. */
async function serve(session: Session, open: NonNullable<Application['serveDemo']>): Promise<void> {
  const served = await open();
  try {
    await session.tell(
      `\nThe service is open on this demonstration, on this machine alone:\n\n  ${served.url}\n\n` +
        `Sign in as ${served.name} with the password ${served.password}\n` +
        'Ctrl-C ends the service; the files of the demonstration stay.',
    );
    if (!session.signal.aborted) await once(session.signal, 'abort');
  } finally {
    await served.close();
  }
}
