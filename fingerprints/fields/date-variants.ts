const WHOLE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Blurred spellings of a whole date such that two dates one slip apart have one in common: each of the 8 digits
 * replaced by '*'; each pair of unequal neighbours put in order; day and month put in order where both could be
 * either. At most 16; none for dates without day. Two arbitrary birth dates rarely share one.
 */
export function dateVariants(canonical: string): readonly string[] {
  if (!WHOLE.test(canonical)) return [];
  const digits = canonical.slice(0, 4) + canonical.slice(5, 7) + canonical.slice(8);
  const variants: string[] = [];
  for (let at = 0; at < digits.length; at++) variants.push(`${digits.slice(0, at)}*${digits.slice(at + 1)}`);
  for (let at = 0; at < digits.length - 1; at++) {
    if (digits[at] !== digits[at + 1]) variants.push(withPairInOrder(digits, at));
  }
  const month = digits.slice(4, 6);
  const day = digits.slice(6);
  if (Number(day) <= 12 && day !== month) {
    variants.push(`${digits.slice(0, 4)}<${month < day ? month + day : day + month}>`);
  }
  return variants;
}

/** The place of the pair stays marked: '84' in order at another place is another slip. */
function withPairInOrder(digits: string, at: number): string {
  const a = digits[at];
  const b = digits[at + 1];
  return `${digits.slice(0, at)}(${a < b ? a + b : b + a})${digits.slice(at + 2)}`;
}
