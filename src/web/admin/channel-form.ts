import type { Channel } from '../shapes.ts';

/** The ways that alerts go. */
export const KINDS: readonly Channel['kind'][] = ['webhook', 'mail', 'syslog'];
/** What alerts tell of; tests are sent by their own button. */
export const EVENTS = ['exposure.new', 'overlap.above', 'sweep.failing', 'case.clock'] as const;
/** From the least to the worst. */
export const SEVERITIES: readonly Channel['leastSeverity'][] = ['info', 'low', 'medium', 'high', 'critical'];

/** What of a channel a form holds. */
export interface ChannelFields {
  readonly name: string;
  readonly target: string;
  readonly events: Channel['events'];
  readonly leastSeverity: Channel['leastSeverity'];
  /** In percent, as it is written. */
  readonly leastPercent: string;
  readonly isEnabled: boolean;
  /** Never written into a page. */
  readonly secret: string;
}

/** What is written in the form of a channel; of a new one where there is none. */
export function channelFields(channel?: Channel): ChannelFields {
  return {
    name: channel?.name ?? '',
    target: channel?.target ?? '',
    events: channel?.events ?? [...EVENTS],
    leastSeverity: channel?.leastSeverity ?? 'high',
    leastPercent: String(Number(((channel?.leastShare ?? 0.01) * 100).toFixed(6))),
    isEnabled: channel?.isEnabled ?? true,
    secret: '',
  };
}

/** The name of the box of an event. */
export function eventField(event: string): string {
  return `event:${event}`;
}

/** What a form says. */
export function channelFieldsIn(sent: Readonly<Record<string, string>>): ChannelFields {
  return {
    name: sent.name?.trim() ?? '',
    target: sent.target?.trim() ?? '',
    events: EVENTS.filter((event) => sent[eventField(event)] !== undefined),
    leastSeverity: SEVERITIES.find((severity) => severity === sent.leastSeverity) ?? 'high',
    leastPercent: sent.leastPercent?.trim() ?? '',
    isEnabled: sent.isEnabled !== undefined,
    secret: sent.secret?.trim() ?? '',
  };
}

/** What the API is asked for; null where the share is no number. */
export function channelBody({ leastPercent, secret, ...fields }: ChannelFields) {
  if (!/^\d{1,3}([.,]\d{1,9})?$/.test(leastPercent)) return null;
  const leastShare = Number((Number(leastPercent.replace(',', '.')) / 100).toFixed(8));
  return { ...fields, leastShare, ...(secret === '' ? {} : { secret }) };
}
