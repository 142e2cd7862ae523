import type { Command } from 'commander';
import type { Session } from '../session.ts';

/** What a command is called, says of itself and shows as an example in its help. */
export interface CommandText {
  /** Name with its arguments, as commander reads it: 'check <FILE...>'. */
  readonly usage: string;
  /** One sentence in small letters for the list of commands. */
  readonly summary: string;
  /** What it does, for its own help. */
  readonly description: string;
  readonly examples: readonly string[];
}

/** Adds a command whose help ends with examples. */
export function define(parent: Command, text: CommandText): Command {
  return parent
    .command(text.usage)
    .summary(text.summary)
    .description(text.description)
    .addHelpText('after', `\nExamples:\n${text.examples.map((example) => `  ${example}`).join('\n')}`);
}

/** Told what the command ended with. */
export type ReportExit = (exitCode: number) => void;

/** What every command's file exports: it adds itself to the program. */
export type RegisterCommand = (parent: Command, session: Session, reportExit: ReportExit) => void;

/** The option that turns a result into one line of JSON. */
export const JSON_OPTION = ['--json', 'print the result as one line of JSON'] as const;
