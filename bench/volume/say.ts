/** Say on stderr what is being measured. */
export function say(text: string): void {
  process.stderr.write(`${text} …\n`);
}
