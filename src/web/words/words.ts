// How to add a page: its words in en/<page>.ts and fr/<page>.ts, a line for each in en.ts and fr.ts; the page in
// pages/<page>.tsx, which exports `register<Page>(pages)`; a line for that in app.tsx; a link in layout/links.tsx.
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Language } from './languages.ts';

/** Every sentence of the pages in one language. English is the model: French has the same keys, or nothing compiles. */
export type Words = typeof en;

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return language === 'fr' ? fr : en;
}
