import type { CaseLanguage } from '../../../reports/breach/breach-words.ts';
import type { CaseWords } from './case-words.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

const WORDS: Readonly<Record<CaseLanguage, CaseWords>> = { en, fr };

/** The words of a language. */
export function caseWords(language: CaseLanguage): CaseWords {
  return WORDS[language];
}
