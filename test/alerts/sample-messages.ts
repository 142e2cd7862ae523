import type { AlertLanguage, AlertMessage, OutgoingAlert } from '../../src/alerts/outgoing-alert.ts';
import { writeMessage } from '../../src/alerts/write-message.ts';

/** An alert as it is told. */
export function messageOf(alert: OutgoingAlert, language: AlertLanguage = 'en'): AlertMessage {
  return writeMessage(alert, {
    id: 'd_20261122_00000000000001',
    raisedAt: '2026-11-22T09:00:00.000Z',
    language,
    publicUrl: 'https://rowprint.example.org',
  });
}
