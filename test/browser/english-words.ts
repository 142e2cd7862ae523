import { en as reportEnglish } from '../../src/reports/words/en.ts';
import { fr as reportFrench } from '../../src/reports/words/fr.ts';
import { en as pageEnglish } from '../../src/web/words/en.ts';
import { fr as pageFrench } from '../../src/web/words/fr.ts';

/** Stands for what a sentence is filled with. */
const GAP = '\u0001';
/** Shorter ones ('CSV', 'bits') are words of both languages, or parts of names. */
const MIN_LETTERS = 5;

/** Functions are given other things besides strings (counts), which they only compare. */
type Words = string | ((...given: never[]) => string) | readonly Words[] | { readonly [key: string]: Words };

/** Tells whether a text is a whole sentence of the English dictionaries that French says in another way. */
export function englishWords(): (text: string) => boolean {
  const french = new Set([...sentencesOf(pageFrench), ...sentencesOf(reportFrench)]);
  const english = [...sentencesOf(pageEnglish), ...sentencesOf(reportEnglish)];
  const patterns = english
    .filter((sentence) => !french.has(sentence) && sentence.replaceAll(/[^a-z]/gi, '').length >= MIN_LETTERS)
    .map(patternOf);
  return (text) => patterns.some((pattern) => pattern.test(text));
}

/** Every sentence, with its gaps; of one that is made by a function, the form of many. */
function sentencesOf(words: Words): readonly string[] {
  if (typeof words === 'string') return [words.replaceAll(/\{\w+\}/g, GAP)];
  if (typeof words === 'function')
    return [words(...(Array.from({ length: words.length }, () => GAP) as never[]))];
  return Object.values(words).flatMap((part: Words) => sentencesOf(part));
}

function patternOf(sentence: string): RegExp {
  const parts = sentence.split(GAP).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's');
}
