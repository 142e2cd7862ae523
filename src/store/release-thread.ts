import type { StoreContext } from './context.ts';
import { THIS_PROCESS } from './process-identity.ts';

/** The process of a lease whose thread ended: no process has this start, so that it counts as ended everywhere. */
const ENDED_THREAD = 'ended thread';

/** Let whoever comes next take what a thread of this process was at. The thread must be gone. */
export async function releaseThread(context: StoreContext, threadId: number): Promise<void> {
  const [start] = THIS_PROCESS.process.split('/');
  await context.database.kysely
    .updateTable('leases')
    .set({ process: `${ENDED_THREAD}/${threadId}` })
    .where('pid', '=', THIS_PROCESS.pid)
    .where('process', '=', `${start}/${threadId}`)
    .execute();
}
