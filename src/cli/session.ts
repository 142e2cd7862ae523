import type { Command } from 'commander';
import type { LogLevel } from '../core/log.ts';
import type { ProgressListener } from '../core/progress.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { Screen } from '../reports/terminal/screen.ts';
import type { Application, ApplicationOptions, OpenApplication } from './application.ts';
import type { FailureNotice } from './failure.ts';
import { describeFailure } from './failure.ts';
import type { InterruptSource } from './interrupts.ts';
import { createOutput, jsonLine, type OutputStream } from './output.ts';
import { createProgressBar } from './progress-bar.ts';

/** What surrounds a run of the command line: the process, or what stands for it in a test. */
export interface CliHost extends InterruptSource {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly openApplication: OpenApplication;
  readonly nowMs: () => number;
}

/** What a command works with. One for each run. */
export interface Session {
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
  /** What stdout can show. */
  readonly screen: Screen;
  /** The application for these options; opened by the first call. */
  application(command: Command): Promise<Application>;
  /** Whether stdout is shown to a person, who can read no bytes. */
  readonly isTerminal: boolean;
  /** A result that is no text, on stdout. */
  printBytes(bytes: Uint8Array): Promise<void>;
  /** A result, on stdout. */
  print(text: string): Promise<void>;
  /** A result as one line of JSON, on stdout. */
  printJson(value: unknown): Promise<void>;
  /** A line for a person, on stderr. */
  tell(line: string): Promise<void>;
  /** Tells a failure on stderr; returns the exit code that it calls for. */
  tellFailure(failure: unknown): Promise<number>;
  /** Runs a long step with a progress bar, where there is a terminal to show it. */
  watch<Result>(work: (run: RunOptions) => Promise<Result>): Promise<Result>;
  /** Lets go of the application. */
  close(): Promise<void>;
}

/** Levels at which the causes of failures are named. Their messages, which may hold cells, need --debug. */
const TRACED_LEVELS: readonly LogLevel[] = ['debug', 'trace'];

/** A session on this host. `debug` is what the command line says, before the settings are known. */
export function createSession(host: CliHost, signal: AbortSignal, debug: boolean): Session {
  const stdout = createOutput(host.stdout, 'the result');
  const stderr = createOutput(host.stderr, 'stderr');
  let opened: Application | null = null;
  let lastTold = '';
  const tell = (line: string) => stderr.write(`${line}\n`).catch(() => {}); // nobody is left to be told
  return {
    signal,
    screen: {
      width: host.stdout.columns ?? 80,
      colour: host.stdout.isTTY === true && hasColours(host.stdout),
    },
    application: async (command) => {
      opened ??= await host.openApplication(optionsOf(command));
      return opened;
    },
    isTerminal: host.stdout.isTTY === true,
    printBytes: (bytes) => stdout.write(bytes),
    print: (text) => stdout.write(text),
    printJson: (value) => stdout.write(jsonLine(value)),
    tell,
    tellFailure: async (failure) => {
      const notice: FailureNotice = describeFailure(
        failure,
        debug,
        opened !== null && TRACED_LEVELS.includes(opened.logLevel),
      );
      const text = notice.lines.join('\n');
      if (text !== lastTold) await tell(text); // the same for every file, such as a missing home, is told once
      lastTold = text;
      return notice.exitCode;
    },
    watch: async (work) => {
      const bar = await createProgressBar(host.stderr, host.nowMs);
      const onProgress: ProgressListener = bar.onProgress;
      try {
        return await work({ signal, onProgress, isWatched: host.stderr.isTTY === true });
      } finally {
        bar.stop();
      }
    },
    close: async () => {
      await opened?.close();
    },
  };
}

function hasColours(stream: OutputStream): boolean {
  return stream.hasColors?.() ?? false;
}

function optionsOf(command: Command): ApplicationOptions {
  const { home, keyFile, debug } = command.optsWithGlobals<{
    home?: string;
    keyFile?: string;
    debug?: boolean;
  }>();
  return {
    ...(home === undefined ? {} : { home }),
    ...(keyFile === undefined ? {} : { keyFile }),
    debug: debug === true,
  };
}
