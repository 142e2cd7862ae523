import { severityRank } from '../core/severity.ts';
import type { ChannelRecord, RaisedAlert } from '../store/alert-records.ts';
import type { Alert } from './alert.ts';

/** New exposures that one sweep tells one by one: who finds a thousand mails at once reads none. */
export const MOST_EXPOSURES_AT_ONCE = 20;

/** What a channel is sent of alerts that were raised at once: the worst exposures first, the last with how many more. */
export function chooseAlerts(channel: ChannelRecord, fresh: readonly RaisedAlert[]): readonly RaisedAlert[] {
  const wanted = fresh.filter(({ alert }) => isWanted(channel, alert as Alert));
  const exposures = wanted.filter(({ alert }) => (alert as Alert).event === 'exposure.new').sort(worstFirst);
  const others = wanted.filter((one) => !exposures.includes(one));
  return [...others, ...firstOf(exposures)];
}

function isWanted(channel: ChannelRecord, alert: Alert): boolean {
  if (!channel.isEnabled || !channel.events.includes(alert.event)) return false;
  if (alert.event === 'exposure.new')
    return severityRank(alert.severity) >= severityRank(channel.leastSeverity);
  return alert.event !== 'overlap.above' || alert.share >= channel.leastShare;
}

function worstFirst(a: RaisedAlert, b: RaisedAlert): number {
  const [first, second] = [a.alert, b.alert] as { severity: string }[];
  return severityRank(second!.severity) - severityRank(first!.severity);
}

function firstOf(exposures: readonly RaisedAlert[]): readonly RaisedAlert[] {
  const more = exposures.length - MOST_EXPOSURES_AT_ONCE;
  if (more <= 0) return exposures;
  const told = exposures.slice(0, MOST_EXPOSURES_AT_ONCE);
  const last = told.pop()!;
  return [...told, { ...last, alert: { ...(last.alert as Alert), more } }];
}
