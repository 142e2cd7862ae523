const SCIENTIFIC = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i;

/**
 * A number in full digits, as a person writes it: '1.5e+21' becomes '1500000000000000000000', '1e-7' '0.0000001'.
 * Only the notation changes, never a digit. Text that is no number in scientific notation comes back as it is.
 */
export function plainNumber(text: string): string {
  const parts = SCIENTIFIC.exec(text);
  if (parts === null) return text;
  const [, sign, whole, fraction = '', exponent] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return withFraction(sign, '0', '0'.repeat(-point) + digits);
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return withFraction(sign, digits.slice(0, point), digits.slice(point));
}

function withFraction(sign: string, whole: string, fraction: string): string {
  const needed = fraction.replace(/0+$/, '');
  return needed === '' ? sign + whole : `${sign}${whole}.${needed}`;
}
