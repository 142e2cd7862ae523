import { setTimeout as wait } from 'node:timers/promises';
import { run } from '../../../src/cli/run.ts';
import { sampleReport } from '../../reports/sample-report.ts';
import { fakeApplication } from '../fake-application.ts';

// A real process around a fake application: what signals, pipes and full disks do cannot be seen from inside.
const [mode, ...argv] = process.argv.slice(2);

process.exitCode = await run(argv, {
  stdout: process.stdout,
  stderr: process.stderr,
  signals: process,
  kill: (exitCode) => process.exit(exitCode),
  nowMs: () => performance.now(),
  openApplication: async () =>
    fakeApplication({
      check: async (request, { signal }) => {
        if (mode === 'slow') {
          process.stderr.write('started\n');
          await wait(60_000, undefined, { signal });
        }
        if (mode === 'stubborn') {
          process.stderr.write('started\n');
          await wait(60_000);
        }
        return sampleReport({
          warnings: ['w'.repeat(100_000)],
          suspect: { ...sampleReport().suspect, name: request.file },
        });
      },
    }),
});
