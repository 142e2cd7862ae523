import type { OptionType } from '../option-types.ts';

/** One setting: all that validation, `--help`, the environment and the table of docs/settings.md need to know of it. */
export interface Option {
  readonly type: OptionType;
  /** What a number counts; null for texts. */
  readonly unit:
    | 'bytes'
    | 'characters'
    | 'columns'
    | 'days'
    | 'entries'
    | 'milliseconds'
    | 'share'
    | 'threads'
    | 'requests'
    | 'times'
    | null;
  /** As a person would write it. Null: no value unless one is given. */
  readonly default: string | null;
  /** For people, in one sentence. */
  readonly sentence: string;
  readonly env: `ROWPRINT_${string}`;
  /** Its value is never quoted, and it has no flag: other users see command lines. */
  readonly secret?: boolean;
}
