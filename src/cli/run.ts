import { type Command, CommanderError } from 'commander';
import { withoutCredentials } from '../core/credentials.ts';
import { CancelledError, RowprintError } from '../core/errors.ts';
import { visible } from '../reports/visible.ts';
import { EXIT } from './exit-codes.ts';
import { watchInterrupts } from './interrupts.ts';
import { createProgram } from './program.ts';
import { type CliHost, createSession, type Session } from './session.ts';

/**
 * Runs one command line (without node and script) and returns the exit code: 0, 10, 20, 2, 1 as scripts rely on, 130
 * after Ctrl-C. Never throws and never ends the process itself; results are on stdout, all else on stderr.
 */
export async function run(argv: readonly string[], host: CliHost): Promise<number> {
  const watch = watchInterrupts(
    host,
    () => void session.tell('rowprint: stopping; once more stops at once'),
    EXIT.cancelled,
  );
  const session: Session = createSession(host, watch.signal, argv.includes('--debug'));
  try {
    return await perform(argv, session);
  } catch (failure) {
    return await session.tellFailure(cancelledIfAborted(failure, watch.signal));
  } finally {
    watch.stop();
    await session.close().catch((failure: unknown) => session.tellFailure(failure));
  }
}

async function perform(argv: readonly string[], session: Session): Promise<number> {
  let exitCode: number = EXIT.bug; // a command that ends without saying how is a bug
  const said = { out: '', error: '', complaint: '' };
  const program = createProgram(
    session,
    {
      help: (text) => {
        said.out += text;
      },
      helpAfterError: (text) => {
        said.error += text;
      },
      complaint: (text) => {
        said.complaint += text;
      },
    },
    (code) => {
      exitCode = code;
    },
  );
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (failure) {
    if (!(failure instanceof CommanderError)) throw failure;
    if (said.complaint !== '') await session.tell(complaintLine(said.complaint, commandPath(program, argv)));
    if (said.error !== '') await session.tell(said.error.trimEnd());
    await session.print(said.out);
    return failure.exitCode === 0 ? EXIT.clean : EXIT.usage;
  }
}

/** Commander's complaint as one line in our form: "unknown command 'chek': did you mean check?". */
function complaintLine(text: string, path: string): string {
  const [first, ...more] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const suggestion = /^\(Did you mean (.*)\?\)$/.exec(more.at(-1) ?? '');
  const rest = suggestion === null ? more : more.slice(0, -1);
  const wayOut = suggestion === null ? `see \`${path} --help\`` : `did you mean ${suggestion[1]}?`;
  return visible(
    withoutCredentials(`rowprint: ${[first!, ...rest].join(' ').replace(/[.:]$/, '')}: ${wayOut}`),
  );
}

/** The command that a command line means, as far as it can be followed: 'rowprint table add'. */
function commandPath(program: Command, argv: readonly string[]): string {
  let command = program;
  let path = program.name();
  for (const word of argv) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (next === undefined) continue;
    command = next;
    path += ` ${next.name()}`;
  }
  return path;
}

/** After Ctrl-C a step may end with whatever its stream or driver throws; it is the cancelling all the same. */
function cancelledIfAborted(failure: unknown, signal: AbortSignal): unknown {
  const isForeseen = failure instanceof RowprintError;
  if (!signal.aborted || isForeseen) return failure;
  return new CancelledError('cancelled: nothing was changed', { cause: failure });
}
