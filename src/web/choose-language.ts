import { isLanguage, type Language } from './words/languages.ts';

/**
 * The best of our languages for an Accept-Language header: 'de, fr-CH;q=0.8, en;q=0.5' -> 'fr'. Null where it asks for
 * none of them. Source: RFC 9110, 12.5.4; the first of equal weights wins.
 */
export function acceptedLanguage(header: string | undefined): Language | null {
  let best: { language: Language; weight: number } | null = null;
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = range.split('-')[0];
    const weight = Number(
      parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    if (isLanguage(language) && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? null;
}
