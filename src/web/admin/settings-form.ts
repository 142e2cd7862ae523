import type { ServiceSettings } from '../shapes.ts';

/** Bytes in the unit that the quota is entered in: the default is a round number of these. */
const GIB = 2 ** 30;

/** The settings as their form has them: what is written in each field. */
export type SettingFields = Readonly<Record<keyof ServiceSettings, string>>;

/** What is written in the form before anybody changes it. */
export function fieldsOf(settings: ServiceSettings): SettingFields {
  return {
    organisation: settings.organisation,
    contact: settings.contact,
    notificationHours: String(settings.notificationHours),
    clockWarningHours: settings.clockWarningHours.join(', '),
    spoolHours: String(settings.spoolHours),
    userQuotaBytes: String(settings.userQuotaBytes / GIB),
    reportDays: String(settings.reportDays),
    // 0.07 * 100 is 7.000000000000001.
    caseFromShare: String(Number((settings.caseFromShare * 100).toFixed(6))),
    language: settings.language,
  };
}

/** What a form says, with what stands in the settings where it says nothing. */
export function fieldsIn(sent: Readonly<Record<string, string>>, current: ServiceSettings): SettingFields {
  const before = fieldsOf(current);
  const names = Object.keys(before) as (keyof ServiceSettings)[];
  return Object.fromEntries(names.map((name) => [name, sent[name]?.trim() ?? before[name]])) as SettingFields;
}

/**
 * What is to be otherwise, and the fields that are no numbers. Only what was changed is asked for: the audit log names
 * that and nothing else, and what another admin changed meanwhile stays.
 */
export function changesIn(
  fields: SettingFields,
  current: ServiceSettings,
): { readonly changes: Partial<ServiceSettings>; readonly unreadable: readonly string[] } {
  const before = fieldsOf(current);
  const changed = (Object.keys(before) as (keyof ServiceSettings)[]).filter(
    (name) => fields[name] !== before[name],
  );
  const values = changed.map((name) => [name, READERS[name](fields[name])] as const);
  return {
    changes: Object.fromEntries(values.filter(([, value]) => value !== null)),
    unreadable: values.filter(([, value]) => value === null).map(([name]) => name),
  };
}

/** Null: not what belongs there. Whether a number is in its range is the API's to say. */
const READERS: Readonly<Record<keyof ServiceSettings, (text: string) => unknown>> = {
  organisation: (text) => text,
  contact: (text) => text,
  notificationHours: wholeNumber,
  clockWarningHours: wholeNumbers,
  spoolHours: wholeNumber,
  userQuotaBytes: (text) => scaled(text, (gib) => Math.round(gib * GIB)),
  reportDays: wholeNumber,
  caseFromShare: (text) => scaled(text, (percent) => Number((percent / 100).toFixed(8))),
  language: (text) => text,
};

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** '48, 24 6' -> [48, 24, 6]. Nothing: no warnings. */
function wholeNumbers(text: string): readonly number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = parts.map(wholeNumber);
  return numbers.includes(null) ? null : (numbers as number[]);
}

/** With a comma too, as it is written in French. */
function scaled(text: string, scale: (value: number) => number): number | null {
  return /^\d{1,9}([.,]\d{1,12})?$/.test(text) ? scale(Number(text.replace(',', '.'))) : null;
}
