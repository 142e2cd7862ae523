const NON_ASCII = /[^\0-\x7F]/;
const ASCII_BETWEEN = /[^A-Z0-9]+/g;
const BETWEEN = /[^\p{L}\p{N}]+/gu;

/** The words of folded text: runs of letters and digits of any script. */
export function wordsOf(folded: string): string[] {
  return folded.split(betweenWords(folded)).filter((word) => word !== '');
}

/** Folded text with one blank between its words and nothing around them; '' where there are none. */
export function withoutPunctuation(folded: string): string {
  return folded.replace(betweenWords(folded), ' ').trim();
}

/** Unicode classes cost more than plain ones, and folded text hardly ever needs them. */
function betweenWords(folded: string): RegExp {
  return NON_ASCII.test(folded) ? BETWEEN : ASCII_BETWEEN;
}
