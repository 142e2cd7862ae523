import { makeExtracts } from './extracts.ts';
import { type ExtractsTruth, truthOfExtracts } from './extracts-truth.ts';
import { type WrittenModelCase, writeModelCase } from './model-case.ts';
import { type ModelServers, modelServers } from './servers/model-servers.ts';
import type { LeakTruth } from './truth.ts';
import { writeExtracts } from './write-extracts.ts';

/** The demonstration on disk, and its servers, which are still off. */
export interface WrittenDemoCase extends Pick<WrittenModelCase, 'tables' | 'leakPath'> {
  readonly servers: ModelServers;
  readonly truth: { readonly leak: LeakTruth; readonly extracts: ExtractsTruth };
}

/** Write tables, leak and what the servers hold. The same for the same seed. */
export async function writeDemoCase(folder: string, seed: number): Promise<WrittenDemoCase> {
  const { model, tables, leakPath } = await writeModelCase(folder, seed);
  const extracts = makeExtracts(model, seed);
  const servers = modelServers(await writeExtracts(folder, extracts));
  return {
    tables,
    leakPath,
    servers,
    truth: { leak: model.truth, extracts: truthOfExtracts(model, extracts) },
  };
}
