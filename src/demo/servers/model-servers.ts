import type { WrittenExtracts } from '../write-extracts.ts';
import { openFileTree } from './file-tree.ts';
import { startFtpServer } from './ftp-server.ts';
import { startHttpServer } from './http-server.ts';
import type { RunningServer } from './running-server.ts';

/** A server of the model case that answers. */
export interface ModelServer {
  readonly name: 'processor' | 'partner';
  readonly url: string;
  /** Who runs it. */
  readonly owner: string;
  /** Day on which its extracts were to be gone, 'YYYY-MM-DD'. */
  readonly extractsEndAt?: string;
}

/** Both servers of the model case. */
export interface ModelServers {
  start(): Promise<readonly ModelServer[]>;
  /** Puts the new version of an extract where the old one is; once. */
  change(): Promise<void>;
  /** May be called twice, and without start. */
  stop(): Promise<void>;
}

const END_OF_MIGRATION = '2024-01-31';

/** The servers of a written model case: switched off until they are started. */
export function modelServers({ processorRoot, partnerRoot, replace }: WrittenExtracts): ModelServers {
  const running: RunningServer[] = [];
  return {
    async start() {
      const processor = await startFtpServer(openFileTree(processorRoot));
      running.push(processor);
      const partner = await startHttpServer(openFileTree(partnerRoot));
      running.push(partner);
      return [
        {
          name: 'processor',
          url: processor.url,
          owner: 'the processor',
          extractsEndAt: END_OF_MIGRATION,
        },
        { name: 'partner', url: partner.url, owner: 'the partner' },
      ];
    },
    change: replace,
    async stop() {
      await Promise.all(running.splice(0).map((server) => server.stop()));
    },
  };
}
