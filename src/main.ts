import { describeFailure } from './cli/failure.ts';
import { run } from './cli/run.ts';

const argv = process.argv.slice(2);

// A failure outside of every command (an emitter without listener, say) must not print its message: it may hold a cell.
process.on('uncaughtException', (failure) => {
  const { exitCode, lines } = describeFailure(failure, argv.includes('--debug'));
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(exitCode);
});

process.exitCode = await run(argv, {
  stdout: process.stdout,
  stderr: process.stderr,
  signals: process,
  kill: (exitCode) => process.exit(exitCode),
  nowMs: () => performance.now(),
  openApplication: async (options) => {
    const { openApplication } = await import('./compose/application.ts');
    return openApplication(options);
  },
});
