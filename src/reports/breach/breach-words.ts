import type { BreachTerms, BreachWords } from './vocabulary.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';

/** The languages that cases are told in. */
export type CaseLanguage = 'en' | 'fr';

const WORDS: Readonly<Record<CaseLanguage, BreachWords>> = { en, fr };

/** What one category is called; a key that is not in the vocabulary is shown as it is. */
export function breachWord(language: CaseLanguage, terms: BreachTerms, key: string): string {
  return (WORDS[language][terms] as Readonly<Record<string, string>>)[key] ?? key;
}
