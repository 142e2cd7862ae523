import { KeyRing } from '../../fingerprints/keys.ts';
import { openContext } from '../../src/compose/context.ts';
import { openRunService } from '../../src/compose/run-service.ts';
import { loadMasterKey, loadSettings } from '../../src/config/settings.ts';
import { createLogger } from '../../src/core/log.ts';
import { spoolIn } from './spool-in.ts';

/**
 * The queue of a home and what does its runs, as a process of its own, until its input ends or it is killed:
 * `node --import tsx serve-alone.ts`. Its settings come from the environment.
 */
const settings = loadSettings();
const key = await loadMasterKey(settings);
const context = await openContext(settings);
const service = openRunService({
  settings,
  key,
  spool: spoolIn(settings.home, new KeyRing(key)),
  context,
  log: createLogger('error'),
});
service.start();
process.stdout.write('ready\n');
process.stdin.resume().on('end', () => void end());

async function end(): Promise<void> {
  await service.close();
  await context.store.close();
  process.exit(0);
}
