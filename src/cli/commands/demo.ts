import { parseSeed } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
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
      'from beside the truth. Touches neither your home folder nor your key.',
    examples: ['rowprint demo', 'rowprint demo --folder ./demo --seed 7'],
  })
    .option('--folder <DIR>', 'where the files go (default: a new temporary folder)')
    .option('--seed <NUMBER>', `what the generated people follow from (default: ${DEFAULT_SEED})`, parseSeed)
    .option(...JSON_OPTION);

  command.action(async (options: { folder?: string; seed?: number; json?: boolean }) => {
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
    reportExit(EXIT.clean);
  });
};
