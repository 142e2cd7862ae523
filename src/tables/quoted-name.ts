/** A name of a table or column as SQL text, whatever characters it has: '"' in standard SQL, '`' in MySQL. */
export function quotedName(name: string, quote: '"' | '`'): string {
  return quote + name.replaceAll(quote, quote + quote) + quote;
}
