import type { AuditCheck, AuditLine } from '../audit.ts';
import { visible } from '../visible.ts';
import { createPage } from './page.ts';
import type { Screen } from './screen.ts';

/** Entries of the audit log, a line each. */
export function renderAudit(entries: readonly AuditLine[], screen: Screen): string {
  const page = createPage(screen);
  if (entries.length === 0) {
    page.sentence('No entry fits.');
    return page.text();
  }
  page.grid(
    [
      { title: 'number', align: 'right' },
      { title: 'at', align: 'left' },
      { title: 'who', align: 'left', shrinksTo: 8 },
      { title: 'what', align: 'left' },
      { title: 'of', align: 'left', shrinksTo: 12 },
    ],
    entries.map(({ number, at, actor, action, object }) => [
      String(number),
      visible(at),
      visible(actor),
      visible(action),
      visible(object ?? ''),
    ]),
  );
  return page.text();
}

/** Whether the log holds, in a sentence, and what to keep. */
export function renderAuditCheck({ holds, entries, brokenAt, head }: AuditCheck): string {
  const verdict = holds
    ? `The audit log holds: ${entries} entries, none changed, missing or out of place.`
    : `The audit log is broken at entry ${brokenAt}: changed, missing or out of place. ${entries} entries are there.`;
  return `${verdict}\n\nHead:  ${visible(head)}\nKeep it elsewhere: \`rowprint audit verify --head ${visible(head)}\` then shows whether the log was cut.\n`;
}
