import { InvalidArgumentError } from 'commander';
import type { AuditFilter } from '../../reports/audit.ts';
import { wholeNumber } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonLine } from '../output.ts';
import { define, JSON_OPTION, type RegisterCommand } from './define.ts';

const DEFAULT_LINES = 50;

/** `rowprint audit …` */
export const registerAudit: RegisterCommand = (parent, session, reportExit) => {
  const audit = define(parent, {
    usage: 'audit',
    summary: 'who looked at what, and whether the log of it holds',
    description:
      'The audit log: who looked at evidence, exported or changed something. Entries are chained by keyed hashes: ' +
      'without the key nobody changes, drops or adds one unseen.',
    examples: ['rowprint audit verify', 'rowprint audit list --actor anna'],
  });
  registerVerify(audit, session, reportExit);
  registerList(audit, session, reportExit);
  registerExport(audit, session, reportExit);
};

const registerVerify: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'verify',
    summary: 'look through the whole log',
    description:
      'Looks whether an entry was changed, dropped, added or moved, and whether the end was cut off.\n' +
      'Exit code 0: it holds; 20: it is broken.',
    examples: ['rowprint audit verify', 'rowprint audit verify --head 1204:9f2c… --json'],
  })
    .option('--head <NUMBER:HASH>', 'a head that was kept elsewhere: the log must reach it', parseHead)
    .option(...JSON_OPTION);

  command.action(async ({ head, json }: { head?: string; json?: boolean }) => {
    const check = await (await session.application(command)).verifyAudit(head);
    if (json) await session.printJson(check);
    else {
      const { renderAuditCheck } = await import('../../reports/terminal/audit-view.ts');
      await session.print(renderAuditCheck(check));
    }
    reportExit(check.holds ? EXIT.clean : EXIT.incomplete);
  });
};

const registerList: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'list',
    summary: 'the last entries',
    description: 'Shows the last entries, newest first; with several filters those that fit all.',
    examples: ['rowprint audit list', 'rowprint audit list --action report.viewed --limit 200'],
  })
    .option('--actor <NAME>', 'of this user or token')
    .option('--action <ACTION>', 'of this kind, such as report.viewed')
    .option('--object <OBJECT>', 'of this object, such as "report r_20261122_…"')
    .option('--limit <COUNT>', `at most so many (default: ${DEFAULT_LINES})`, wholeNumber)
    .option(...JSON_OPTION);

  command.action(async ({ json, limit, ...filter }: Partial<AuditFilter> & { json?: boolean }) => {
    const application = await session.application(command);
    const entries = await application.listAudit({ ...filter, limit: limit ?? DEFAULT_LINES });
    if (json) await session.printJson({ schema: 'rowprint.audit/1', entries });
    else {
      const { renderAudit } = await import('../../reports/terminal/audit-view.ts');
      await session.print(renderAudit(entries, session.screen));
    }
    reportExit(EXIT.clean);
  });
};

const registerExport: RegisterCommand = (parent, session, reportExit) => {
  const command = define(parent, {
    usage: 'export',
    summary: 'all entries, one line of JSON each',
    description: 'Writes all entries, oldest first, one line of JSON each. The export is itself noted.',
    examples: ['rowprint audit export > audit.ndjson'],
  });

  command.action(async () => {
    const application = await session.application(command);
    await application.exportAudit((entry) => session.print(jsonLine(entry)));
    reportExit(EXIT.clean);
  });
};

function parseHead(value: string): string {
  if (!/^\d{1,15}:[0-9a-f]{64}$/.test(value))
    throw new InvalidArgumentError('A head is written NUMBER:HASH, as `rowprint audit verify` prints it.');
  return value;
}
