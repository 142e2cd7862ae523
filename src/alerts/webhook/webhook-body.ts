import type { AlertMessage } from '../outgoing-alert.ts';

/** The body of a webhook: `rowprint.alert/1`. Fields may be added; these keep name, meaning and unit. */
export function webhookBody({
  id,
  raisedAt,
  alert,
  severity,
  subject,
  sentences,
  link,
}: AlertMessage): string {
  const { event, ...data } = alert;
  return JSON.stringify({
    schema: 'rowprint.alert/1',
    id,
    type: event,
    timestamp: raisedAt,
    severity,
    subject,
    text: sentences.join(' '),
    link,
    data,
  });
}
