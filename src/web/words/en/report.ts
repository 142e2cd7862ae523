/** The list of reports, and the frame of one. */
export const report = {
  listTitle: 'Reports',
  listLead: 'Every check that ended, newest first.',
  none: 'There is no report yet.',
  noneAdvice: 'Check a file: its report stands here afterwards.',
  suspect: 'File',
  rows: 'Rows',
  found: 'Found',
  people: 'People',
  made: 'Made',
  whole: 'Read',
  complete: 'Complete',
  partial: 'In part',
  back: 'All reports',
};
