/** The settings. */
export const settings = {
  title: 'Settings',
  lead: 'They hold at once, for everybody. Every change is in the audit log.',
  submit: 'Save the settings',
  done: { changed: 'The settings are saved.' },
  identity: 'Who you are',
  cases: 'Cases',
  kept: 'What is kept, and for how long',
  languages: [
    { value: 'en', text: 'English' },
    { value: 'fr', text: 'Français' },
  ],
  fields: {
    organisation: {
      label: 'Organisation',
      hint: 'Its name stands on notifications, letters and the register.',
    },
    contact: {
      label: 'Contact',
      hint: 'The data protection officer, or who else is named to the authority: name, telephone, e-mail.',
    },
    language: {
      label: 'Language',
      hint: 'Of alerts and documents, and of the pages for who has chosen none.',
    },
    notificationHours: {
      label: 'Time to notify the authority, in hours',
      hint: 'From when you are aware of a breach. Art. 33(1) GDPR: 72.',
    },
    clockWarningHours: {
      label: 'Alerts before the deadline, in hours',
      hint: 'Each raises one alert while something is missing: 48, 24, 6. Empty: none.',
    },
    spoolHours: {
      label: 'Uploaded files are destroyed after, in hours',
      hint: 'Counted from their upload; sooner where the check ends sooner and nobody asked to keep them. 1 to 720.',
    },
    userQuotaBytes: {
      label: 'Room for the uploads of one user, in GiB',
      hint: 'Uploads beyond it are refused until files are destroyed. 1 GiB is 1,073,741,824 bytes.',
    },
    reportDays: {
      label: 'Reports are erased after, in days',
      hint: 'Those in a case stay. 0: never.',
    },
    caseFromShare: {
      label: 'A case is proposed from this overlap on, in percent',
      hint: 'The share of a suspect’s rows that are yours.',
    },
  },
  environment: 'What the service was started with',
  environmentLead:
    'Only who starts the service can change these: they are variables of its environment. Secrets are never shown.',
  showEnvironment: (shown: string) => `Show all ${shown}`,
  version: 'Version',
  keyId: 'Id of the key',
  env: 'Variable',
  value: 'Value',
  meaning: 'What it does',
};
