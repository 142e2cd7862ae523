import { isLanguage, type Language } from '../../words/languages.ts';

/** The language that the page was written in. */
export function languageOfPage(): Language {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : 'en';
}
