import { kernelSpellingsRoom } from '../../../fingerprints/engine/kernel-spellings.ts';
import { kernelTokeniserRoom } from '../../../fingerprints/engine/kernel-tokeniser.ts';
import { layTokens, TOKEN_BYTES } from '../../../fingerprints/engine/token-layout.ts';
import type { SubkeySource } from '../../../fingerprints/engine/tokeniser.ts';
import { FIELD_IDS } from '../../../fingerprints/fields/field.ts';
import { kernelMatcherRoom } from '../../../fingerprints/overlap/kernel-matcher.ts';
import { fitsKernel, layMatchPlan } from '../../../fingerprints/overlap/lay-match-plan.ts';
import type { SectionPlan } from '../../../fingerprints/overlap/section-matcher.ts';
import type { Print } from '../../../fingerprints/print/print.ts';
import type { Engine } from './engine.ts';
import { mostRowsOf } from './places.ts';

/** What every thread that matches blocks starts with. Prints are views of the memory that all threads share. */
export interface MatchStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly subkeys: Subkeys;
  readonly prints: readonly Print[];
  readonly sections: readonly MatchSection[];
  /** One for each thread. */
  readonly places: readonly ThreadPlace[];
  /** Places that are taken: each thread takes the next one. Shared. */
  readonly claims: Uint32Array;
}

/** How the blocks of one section are matched. */
export interface MatchSection {
  readonly plan: SectionPlan;
  readonly mostRows: number;
  /** Addresses of the plans by print; null where the kernel has no room for one: the reference then matches. */
  readonly planAddresses: readonly number[] | null;
}

/** Addresses of what one thread works in. */
export interface ThreadPlace {
  readonly tokeniser: number;
  readonly tokens: number;
  readonly matcher: number;
  readonly spellings: number;
}

/** Subkeys by purpose, for threads that have no key ring. */
export type Subkeys = Readonly<Record<string, Uint8Array>>;

/** The subkeys that tokens and blurred spellings are made with. */
export function subkeysOf(keys: SubkeySource): Subkeys {
  const purposes = FIELD_IDS.flatMap((field) => [`token/${field}`, `variant/${field}`]);
  return Object.fromEntries(purposes.map((purpose) => [purpose, keys.subkey(purpose)]));
}

/** Lay out in the engine's memory whatever `threads` threads need to match the blocks of a suspect. */
export function layMatchStart(
  { arena, kernel, module, keys, blockBytes }: Engine,
  prints: readonly Print[],
  plans: readonly SectionPlan[],
  widths: readonly number[],
  threads: number,
): MatchStart {
  const sections = plans.map((plan, section): MatchSection => {
    const layout = layTokens(plan.slots);
    const fits = plan.correspondences.every(({ comparisons }) => fitsKernel(comparisons, layout));
    return {
      plan,
      mostRows: mostRowsOf(widths[section] ?? 1, blockBytes),
      planAddresses: fits
        ? plan.correspondences.map(({ comparisons, ways }, print) =>
            layMatchPlan(arena, prints[print]!, comparisons, ways, layout),
          )
        : null,
    };
  });
  const most = (size: (section: MatchSection) => number): number => Math.max(0, ...sections.map(size));
  const places = Array.from({ length: threads }, () => ({
    spellings: arena.take(kernelSpellingsRoom(kernel)),
    tokeniser: arena.take(most(({ mostRows }) => kernelTokeniserRoom(kernel, mostRows))),
    tokens: arena.take(most(({ plan, mostRows }) => layTokens(plan.slots).entries * TOKEN_BYTES * mostRows)),
    matcher: arena.take(
      most(({ plan, mostRows }) =>
        Math.max(
          0,
          ...plan.correspondences.map(({ comparisons }) =>
            kernelMatcherRoom(kernel, comparisons.length, mostRows),
          ),
        ),
      ),
    ),
  }));
  const claims = new Uint32Array(new SharedArrayBuffer(4));
  return { module, memory: arena.memory, subkeys: subkeysOf(keys), prints, sections, places, claims };
}
