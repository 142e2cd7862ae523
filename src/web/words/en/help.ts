/** The guide. */
export const help = {
  title: 'Help',
  lead: 'Rowprint tells whether a leaked file is yours, how much of it, whose, and from which server it came.',
  guides: {
    analyst: {
      title: 'You found a suspect file',
      begin: 'Check a file',
      lead: 'Is it ours? How much of it, and from where?',
      steps: [
        'Drop the file on any page, or choose it under ‘Check a file’. It may be large: an upload that breaks off goes on where it was.',
        'Watch it being read. The share found so far has its interval; it becomes narrower while more is read.',
        'Read the report from the top: one sentence says how many rows are yours, on which server, and how many people.',
        'Look at what is not explained and what was not read: a report says what it does not know.',
        'Move the threshold where you want fewer chance matches, and ask why a single row counts as found.',
        'Destroy the file once you need it no more. It goes by itself when its countdown ends.',
      ],
    },
    scheduler: {
      title: 'You watch servers',
      begin: 'Servers',
      lead: 'What lies open, and which of our tables are in it?',
      steps: [
        'Add your tables first. Only keyed fingerprints are kept, never the rows.',
        'Note the leave to contact a server: by whom, until when. Without it nothing is contacted.',
        'Add the server with the days and hours at which it is swept, or sweep it by hand.',
        'Under ‘Runs’ you see what is going on; a run that failed says why, and can be tried again.',
        'Exposures are listed worst first. One closes when a later sweep does not see it any more.',
        'Add a channel under ‘Settings’, ‘Alerts’, so that a new exposure is told at once.',
      ],
    },
    responder: {
      title: 'You answer for an incident',
      begin: 'Cases',
      lead: 'How many people, and what has to be told to whom by when?',
      steps: [
        'Open a case, and add the reports and servers that belong to it.',
        'Say when you became aware. From then on the clock runs, 72 hours unless your settings say otherwise.',
        'Take over the numbers from a report: with their method and interval, and every earlier state kept.',
        'Go through what is still missing: categories of people and data, severity, measures.',
        'Download the notification, the letters to each controller and the register’s entry; look through them before you send them.',
        'Send the first notification in time, even if it is not complete. A complementary one can follow.',
      ],
    },
  },
  wordsTitle: 'Words',
  terms: [
    { term: 'Table', means: 'One of your tables, of a controller. Rowprint keeps its print, not its rows.' },
    { term: 'Print', means: 'Keyed fingerprints of rows. Without the key they tell nothing.' },
    { term: 'Suspect', means: 'A file that may be a leak.' },
    { term: 'Sweep', means: 'One visit to a watched server. It reads, and never writes there.' },
    {
      term: 'Exposure',
      means: 'Something wrong that a sweep saw: an open listing, a sign-in without password.',
    },
    { term: 'Overlap', means: 'How many rows of one are in the other, in both directions.' },
    { term: 'Controller', means: 'The organisation that answers for the data of a table.' },
    { term: 'Case', means: 'One incident, with its clock, its decisions and its notifications.' },
  ],
  keysTitle: 'By keyboard',
  keysLead: 'Every page works without a mouse. There are no shortcuts to learn.',
  keys: [
    {
      term: 'Tab, Shift+Tab',
      means: 'Forward and back through links, fields and buttons. The first one skips to the content.',
    },
    { term: 'Enter, space', means: 'Follow, press, tick, open.' },
    { term: 'Arrows', means: 'Choose in a list; move the threshold of a report.' },
  ],
  scriptsTitle: 'For scripts',
  scripts:
    'Everything that these pages do goes through the API, which you can ask too: with a token of your own, and no more rights than you have.',
  docs: 'Description of the API',
};
