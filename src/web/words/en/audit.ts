/** The audit log. */
export const audit = {
  title: 'Audit log',
  lead: 'Who did what, when. It only grows, and each entry seals those before it.',
  verify: 'Verify the log',
  export: 'Export as NDJSON',
  filter: 'Filter',
  clear: 'Show all',
  filterHint: 'Whole values, as they stand in the list; a click on one shows all entries that have it.',
  actor: 'Who',
  action: 'Did',
  object: 'To what',
  at: 'When',
  facts: 'Details',
  number: (shown: string) => `No. ${shown}`,
  hash: 'Hash',
  none: 'No such entry',
  noneAdvice: 'Names, actions and things are compared whole: look at how they are written in the list.',
  holds: (count: number, shown: string) =>
    `The log is whole: ${shown} ${count === 1 ? 'entry' : 'entries'}, none missing or changed.`,
  headAdvice: 'Note the hash of its end elsewhere: a log that was cut and written anew will not lead to it.',
  broken: 'The log is not whole: its end was cut off or changed.',
  brokenAt: (number: string) => `The log is not whole: entry no. ${number} is missing, or was changed.`,
  brokenAdvice:
    'Somebody wrote into the database past Rowprint. Keep the database as it is, take a copy, and compare it with a backup.',
};
