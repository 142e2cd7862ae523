/** The parts of the API, in the order of its page. */
export const TAGS = [
  { name: 'session', description: 'Signing in and out, and the first account.' },
  { name: 'tables', description: 'Internal tables: fingerprints of them are kept, never their rows.' },
  { name: 'suspects', description: 'Files that may be leaks: uploaded, encrypted, and destroyed in time.' },
  { name: 'checks', description: 'Comparing a suspect with everything known.' },
  { name: 'reports', description: 'What checks found: rows, people, servers; and the evidence for one row.' },
  { name: 'scope', description: 'What may be contacted, by whose leave, and until when.' },
  { name: 'endpoints', description: 'Servers that are watched, with their files.' },
  { name: 'sweeps', description: 'Visits to watched servers.' },
  { name: 'exposures', description: 'What is wrong on watched servers.' },
  { name: 'runs', description: 'Long work: durable, followed while it goes on, cancelled, tried again.' },
  { name: 'cases', description: 'Incidents: timeline, clock, figures, severity, notifications.' },
  { name: 'alerts', description: 'Where alerts go, and what became of them.' },
  { name: 'users', description: 'Accounts, their roles and what they may see.' },
  { name: 'tokens', description: 'API tokens: shown once, stored hashed.' },
  { name: 'audit', description: 'Who did and looked at what: append-only and hash-chained.' },
  { name: 'settings', description: 'What an admin sets while the service runs.' },
] as const;
