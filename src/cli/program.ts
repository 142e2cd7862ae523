import { Command } from 'commander';
import { registerBackup } from './commands/backup.ts';
import { registerCheck } from './commands/check.ts';
import type { ReportExit } from './commands/define.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerEndpoint } from './commands/endpoint.ts';
import { registerExposures } from './commands/exposures.ts';
import { registerInit } from './commands/init.ts';
import { registerReport } from './commands/report.ts';
import { registerRestore } from './commands/restore.ts';
import { registerScan } from './commands/scan.ts';
import { registerScope } from './commands/scope.ts';
import { registerServe } from './commands/serve.ts';
import { registerSuspect } from './commands/suspect.ts';
import { registerSweep } from './commands/sweep.ts';
import { registerTable } from './commands/table.ts';
import type { Session } from './session.ts';
import { readVersion } from './version.ts';

/** Where commander's own words go: help on stdout, complaints to be told with the command they belong to. */
export interface ProgramWords {
  help(text: string): void;
  /** Help shown because a command was missing. */
  helpAfterError(text: string): void;
  complaint(text: string): void;
}

/** The command line with all its commands. Throws CommanderError instead of ending the process. */
export function createProgram(session: Session, words: ProgramWords, reportExit: ReportExit): Command {
  const program = new Command('rowprint')
    .description(
      'Tells whether a leaked file is yours, how much of it, whose, and from which server it came,\n' +
        'from keyed fingerprints of your tables. Watches FTP and HTTP servers that you have a mandate for.',
    )
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [COMMAND]', 'show the help of a command')
    .option('--home <DIR>', 'the home folder (else ROWPRINT_HOME, else ./.rowprint)')
    .option(
      '--key-file <FILE>',
      "the key file (else ROWPRINT_KEY_FILE, else rowprint/key in the user's configuration folder)",
    )
    .option('--debug', 'show all details of failures; they may hold values of your data')
    .exitOverride()
    .configureHelp({
      showGlobalOptions: true,
      visibleGlobalOptions: (command) => globalOptions(command),
      subcommandTerm: (command) => command.name(),
    })
    .configureOutput({
      writeOut: words.help,
      writeErr: words.helpAfterError,
      outputError: (text) => words.complaint(text),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .addHelpText(
      'after',
      '\nExamples:\n  rowprint init\n  rowprint table add patients patients.csv --controller "Laboratory A"\n' +
        '  rowprint check leak.txt\n  rowprint scan ftp://ftp.example.org/pub/\n\nExit codes: 0 read whole, nothing of ours; 10 something of ours found; 20 something could not be read;\n' +
        '2 wrong usage or configuration; 1 a bug in Rowprint.',
    );
  for (const register of [
    registerInit,
    registerTable,
    registerSuspect,
    registerCheck,
    registerReport,
    registerScope,
    registerEndpoint,
    registerScan,
    registerSweep,
    registerExposures,
    registerBackup,
    registerRestore,
    registerServe,
    registerDemo,
    registerDoctor,
  ]) {
    register(program, session, reportExit);
  }
  return program;
}

/** The options of the program that a command's help shows with its own. */
function globalOptions(command: Command) {
  const root = rootOf(command);
  return command === root ? [] : root.options.filter((option) => option.long !== '--version');
}

function rootOf(command: Command): Command {
  let root = command;
  while (root.parent !== null) root = root.parent;
  return root;
}
