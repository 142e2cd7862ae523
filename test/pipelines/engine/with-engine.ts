import { readFileSync } from 'node:fs';
import { checkSuspect } from '../../../src/pipelines/check-suspect.ts';
import type { PipelineContext } from '../../../src/pipelines/context.ts';
import type { EngineSettings } from '../../../src/pipelines/engine/engine.ts';
import type { CheckRequest, RunOptions } from '../../../src/reports/requests.ts';
import { KEYS, QUIET, type Workplace } from '../workplace.ts';

const MODULES = {
  release: new WebAssembly.Module(readFileSync(new URL(import.meta.resolve('#kernel')))),
  checked: new WebAssembly.Module(readFileSync(new URL(import.meta.resolve('#kernel-checked')))),
};

/** Engine settings of these tests, with the assertions of the checked build where nothing else is asked for. */
export interface EngineWishes extends Partial<Omit<EngineSettings, 'module' | 'keys'>> {
  readonly build?: 'release' | 'checked';
}

/** The pipelines of a workplace on an engine. */
export function withEngine(
  place: Workplace,
  { build = 'checked', ...wishes }: EngineWishes = {},
): PipelineContext {
  return {
    ...place.context,
    engine: { module: MODULES[build], threads: 0, leastThreadedBytes: 0, keys: KEYS, ...wishes },
  };
}

/** What a check leaves behind: its report and what is stored with it, all but what differs between two runs. */
export interface Outcome {
  readonly report: unknown;
  readonly stored: unknown;
  /** Stored parts by name, as hexadecimal digits. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Check a file of the workplace, and read back all that was stored of it. */
export async function outcomeOf(
  place: Workplace,
  context: PipelineContext,
  file: string,
  wishes: Partial<CheckRequest> = {},
  run: RunOptions = QUIET,
): Promise<Outcome> {
  const report = await checkSuspect(context, { file: place.path(file), ...wishes }, run);
  const record = await place.store.reports.get(report.id);
  const parts: Record<string, string> = {};
  for (const name of Object.keys(record.parts).sort())
    parts[name] = Buffer.from(await place.store.reports.readAll(record.id, name)).toString('hex');
  return { report: timeless(report), stored: timeless(record.report), parts };
}

function timeless(stored: unknown): unknown {
  const changing = new Set(['id', 'createdAt', 'elapsedMs']);
  return JSON.parse(JSON.stringify(stored, (name, value) => (changing.has(name) ? undefined : value)));
}
