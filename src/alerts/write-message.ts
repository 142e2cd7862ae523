import type { Severity } from '../core/severity.ts';
import { visible } from '../reports/visible.ts';
import { type AlertWords, alertWords } from './alert-words.ts';
import type { AlertLanguage, AlertMessage, OutgoingAlert } from './outgoing-alert.ts';

/** Longest text of somebody else's (a file's name, a case's title) in an alert. */
const MOST_CHARS = 200;

/** What a message is written from. */
export interface MessageFacts {
  readonly id: string;
  readonly raisedAt: string;
  readonly language: AlertLanguage;
  /** Where the service is reached, without a slash at the end; null: not known. */
  readonly publicUrl: string | null;
}

/** Write an alert for people. Names of files and servers are made safe to show on one line. */
export function writeMessage(alert: OutgoingAlert, facts: MessageFacts): AlertMessage {
  const safe = withSafeTexts(alert);
  const { subject, sentences }: AlertWords = alertWords(safe, facts.language);
  return {
    id: facts.id,
    raisedAt: facts.raisedAt,
    alert: safe,
    severity: severityOf(safe),
    subject: short(subject),
    sentences,
    link: facts.publicUrl === null ? null : `${facts.publicUrl}${pathOf(safe)}`,
    language: facts.language,
  };
}

/** The page of the service that an alert is about. */
function pathOf(alert: OutgoingAlert): string {
  switch (alert.event) {
    case 'exposure.new':
    case 'sweep.failing':
      return `/endpoints/${encodeURIComponent(alert.endpoint)}`;
    case 'overlap.above':
      return `/reports/${encodeURIComponent(alert.report)}`;
    case 'case.clock':
      return `/cases/${encodeURIComponent(alert.case)}`;
    case 'test':
      return '/settings';
  }
}

function severityOf(alert: OutgoingAlert): Severity {
  switch (alert.event) {
    case 'exposure.new':
      return alert.severity;
    case 'overlap.above':
      return 'high';
    case 'case.clock':
      return alert.thresholdHours > 24 ? 'medium' : 'high';
    case 'sweep.failing':
      return 'medium';
    case 'test':
      return 'info';
  }
}

function withSafeTexts(alert: OutgoingAlert): OutgoingAlert {
  return Object.fromEntries(
    Object.entries(alert).map(([name, value]) => [name, typeof value === 'string' ? short(value) : value]),
  ) as unknown as OutgoingAlert;
}

function short(text: string): string {
  const signs = [...visible(text)];
  return signs.length <= MOST_CHARS ? signs.join('') : `${signs.slice(0, MOST_CHARS - 1).join('')}…`;
}
