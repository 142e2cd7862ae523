const DIGITS = /^\d{1,16}$/;

/** The size that plain digits give; null where they are more than a number holds exactly, or no digits alone ('4.0K', '?'). */
export function exactBytes(text: string): number | null {
  if (!DIGITS.test(text)) return null;
  const bytes = Number(text);
  return Number.isSafeInteger(bytes) ? bytes : null;
}
