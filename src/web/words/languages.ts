/** The languages of the pages. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whether a text names one of them. */
export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.includes(text as Language);
}
