import type { Command } from 'commander';
import { UsageError } from '../../core/errors.ts';
import { formatCounted } from '../../core/units.ts';
import type { DeclarationReport, TableReport } from '../../reports/table-report.ts';
import { visible } from '../../reports/visible.ts';
import { collect, collectField } from '../arguments.ts';
import { EXIT, exitCodeOfCoverage } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

interface AddOptions {
  readonly controller?: string;
  readonly key?: string;
  readonly field?: Readonly<Record<string, string>>;
  readonly ignore?: readonly string[];
  readonly force?: boolean;
  readonly json?: boolean;
}

interface DeclareOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `rowprint table …` */
export const registerTable: RegisterCommand = (parent, session, reportExit) => {
  const table = define(parent, {
    usage: 'table',
    summary: 'the internal tables that leaks are compared with',
    description: 'The internal tables that leaks are compared with: add, refresh, declare, list, forget.',
    examples: ['rowprint table add patients patients.csv --controller "Laboratory A"', 'rowprint table list'],
  });
  registerAdd(table, session, reportExit);
  registerRefresh(table, session, reportExit);
  registerDeclare(table, session, reportExit);
  registerList(table, session, reportExit);
  registerForget(table, session, reportExit);
};

const registerAdd: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'add <NAME> <SOURCE>',
    summary: 'fingerprint an internal table',
    description:
      'Fingerprints an internal table, reading it only, and shows what it made of each column.\n' +
      'SOURCE is one of: file.csv, file.csv.gz, file.sqlite#table, postgres://host/db#schema.table, mysql://host/db#table',
    examples: [
      'rowprint table add patients patients.csv --controller "Laboratory A"',
      'rowprint table add patients lab.sqlite#patients --field NUMSS=nir --ignore COMMENT',
    ],
  })
    .option('--controller <TEXT>', 'the organisation whose data it is')
    .option('--key <COLUMN>', 'the column that numbers the persons of the table')
    .option(
      '--field <COLUMN=FIELD>',
      'what a column means, where the guess is wrong (may be given several times)',
      collectField,
    )
    .option('--ignore <COLUMN>', 'leave a column out (may be given several times)', collect)
    .option('--force', 'accept a table whose columns identify nobody')
    .option(...JSON_OPTION);

  command.action(async (name: string, source: string, options: AddOptions) => {
    const application = await session.application(command);
    const request = {
      name,
      source,
      fields: options.field ?? {},
      ignoredColumns: options.ignore ?? [],
      force: options.force === true,
      ...(options.controller === undefined ? {} : { controller: options.controller }),
      ...(options.key === undefined ? {} : { keyColumn: options.key }),
    };
    const report = await session.watch((run) => application.addTable(request, run));
    await showTable(session, report, options.json);
    reportExit(exitCodeOfCoverage(report.coverage));
  });
};

const registerRefresh: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'refresh <NAME>',
    summary: 'fingerprint a table as it is now',
    description:
      'Makes a new snapshot of a table. Earlier snapshots stay; an interrupted refresh changes nothing.',
    examples: [
      'rowprint table refresh patients',
      'rowprint table refresh patients --source patients-2026.csv',
    ],
  })
    .option('--source <SOURCE>', 'read from here instead, and from now on')
    .option(...JSON_OPTION);

  command.action(async (name: string, options: { source?: string; json?: boolean }) => {
    const application = await session.application(command);
    const request = { name, ...(options.source === undefined ? {} : { source: options.source }) };
    const report = await session.watch((run) => application.refreshTable(request, run));
    await showTable(session, report, options.json);
    reportExit(exitCodeOfCoverage(report.coverage));
  });
};

const registerDeclare: RegisterCommand = (parent, session, reportExit) => {
  const command: Command = define(parent, {
    usage: 'declare <NAME> [COLUMN...]',
    summary: 'say which columns extracts of a table are meant to hold',
    description:
      'Says which columns extracts of a table are meant to hold. Another column of it that stands on a server or in a ' +
      'leak is reported as over-extracted. Replaces what was declared before; nothing is read again.',
    examples: ['rowprint table declare patients NIR NOM PRENOM', 'rowprint table declare patients --all'],
  })
    .option('--all', 'take the declaration back: extracts may hold all columns')
    .option(...JSON_OPTION);

  command.action(async (name: string, columns: readonly string[], options: DeclareOptions) => {
    if ((options.all === true) === columns.length > 0)
      throw new UsageError('name the columns that extracts are meant to hold, or all of them with --all');
    const application = await session.application(command);
    const report = await application.declareColumns(name, options.all ? null : columns);
    if (options.json) await session.printJson(report);
    else await session.print(declarationSentence(report));
    reportExit(EXIT.clean);
  });
};

function declarationSentence({ name, declared, undeclared }: DeclarationReport): string {
  if (declared === null) return `Extracts of ${visible(name)} may hold all its columns.\n`;
  const rest = undeclared.length === 0 ? '' : ` Not declared: ${undeclared.map(visible).join(', ')}.`;
  return `Extracts of ${visible(name)} are meant to hold ${declared.map(visible).join(', ')}.${rest}\n`;
}

const registerList: RegisterCommand = (parent, session, reportExit) => {
  const command: Command = define(parent, {
    usage: 'list',
    summary: 'the tables that are known',
    description: 'Shows the tables that are known, with their latest snapshot.',
    examples: ['rowprint table list', 'rowprint table list --json'],
  }).option(...JSON_OPTION);

  command.action(async (options: { json?: boolean }) => {
    const tables = await (await session.application(command)).listTables();
    if (options.json) await session.printJson({ schema: 'rowprint.tables/1', tables });
    else {
      const { renderTableList } = await import('../../reports/terminal/table-view.ts');
      await session.print(renderTableList(tables, session.screen));
    }
    reportExit(EXIT.clean);
  });
};

const registerForget: RegisterCommand = (parent, session, reportExit) => {
  const command: Command = define(parent, {
    usage: 'forget <NAME>',
    summary: 'erase a table with all its prints',
    description:
      'Erases a table with all its prints. Leaks can no longer be compared with it; the source is untouched.',
    examples: ['rowprint table forget patients'],
  }).option(...JSON_OPTION);

  command.action(async (name: string, options: { json?: boolean }) => {
    const gone = await (await session.application(command)).forgetTable(name);
    if (options.json) await session.printJson({ schema: 'rowprint.forgotten/1', ...gone });
    else
      await session.print(
        `Table ${visible(gone.name)} is erased with ${formatCounted(gone.prints, 'print')}.\n`,
      );
    reportExit(EXIT.clean);
  });
};

async function showTable(session: Session, report: TableReport, json: boolean | undefined): Promise<void> {
  if (json) return session.printJson(report);
  const { renderTable } = await import('../../reports/terminal/table-view.ts');
  await session.print(renderTable(report, session.screen));
}
