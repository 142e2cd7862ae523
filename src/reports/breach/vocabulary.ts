/**
 * The categories in which breaches are told to an authority, by keys that are stored and never renamed. Source: the
 * CNIL's open data on notifications; what each is called stands in `words`.
 */
export const BREACH_VOCABULARY = {
  natures: ['confidentiality', 'integrity', 'availability'],
  people: [
    'employees',
    'users',
    'members',
    'students',
    'military',
    'customers',
    'patients',
    'minors',
    'vulnerable',
    'undetermined',
    'other',
  ],
  data: [
    'civil-status',
    'nir',
    'contact',
    'credentials',
    'financial',
    'documents',
    'location',
    'offences',
    'origin',
    'opinions',
    'religion',
    'union',
    'orientation',
    'health',
    'biometric',
    'genetic',
    'other',
  ],
  origins: [
    'lost-or-stolen-device',
    'paper',
    'mail',
    'hacking',
    'disposal',
    'unintended-publication',
    'wrong-person',
    'wrong-recipient',
    'verbal',
  ],
  causes: [
    'internal-malicious',
    'internal-accidental',
    'external-malicious',
    'external-accidental',
    'unknown',
  ],
  consequences: [
    'loss-of-control',
    'limited-rights',
    'discrimination',
    'identity-theft',
    'fraud',
    'reversed-pseudonymisation',
    'financial-loss',
    'reputation',
    'professional-secrecy',
  ],
  gravities: ['negligible', 'limited', 'significant', 'maximal'],
  peopleTold: ['yes', 'planned', 'undetermined', 'no'],
} as const;

/** A set of categories. */
export type BreachTerms = keyof typeof BREACH_VOCABULARY;

/** A category of that set. */
export type BreachTerm<Terms extends BreachTerms> = (typeof BREACH_VOCABULARY)[Terms][number];

/** What the categories are called in a language. */
export type BreachWords = {
  readonly [Terms in BreachTerms]: Readonly<Record<BreachTerm<Terms>, string>>;
};

/** Categories of data of art. 9 GDPR, and those that art. 10 and national law protect likewise. */
export const SENSITIVE_DATA: ReadonlySet<string> = new Set<BreachTerm<'data'>>([
  'offences',
  'origin',
  'opinions',
  'religion',
  'union',
  'orientation',
  'health',
  'biometric',
  'genetic',
]);
