import type { ExposureCode } from '../../scanners/exposure.ts';

/** What one tool made of one configuration of one server. */
export interface Score {
  readonly found: readonly ExposureCode[];
  readonly missed: readonly ExposureCode[];
  readonly wrong: readonly ExposureCode[];
}

/** One configuration and both tools. */
export interface Judged {
  readonly server: string;
  readonly variant: string;
  readonly faults: readonly ExposureCode[];
  readonly rowprint: Score;
  /** Null where nmap is not installed. */
  readonly nmap: Score | null;
}

/** Compare findings with what is wrong; `codes` are those that the tool knows. */
export function scoreOf(
  findings: readonly ExposureCode[],
  faults: readonly ExposureCode[],
  codes: readonly ExposureCode[],
): Score {
  const expected = faults.filter((code) => codes.includes(code));
  return {
    found: expected.filter((code) => findings.includes(code)),
    missed: expected.filter((code) => !findings.includes(code)),
    wrong: findings.filter((code) => !faults.includes(code)),
  };
}

/** A line for each configuration, and the sums. */
export function scoreTable(judged: readonly Judged[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = judged.map(({ server, variant, faults, rowprint, nmap }) =>
    line([`${server} ${variant}`, String(faults.length), cell(rowprint), nmap === null ? '' : cell(nmap)]),
  );
  const sum = (scores: readonly (Score | null)[], part: keyof Score): number =>
    scores.reduce((total, score) => total + (score?.[part].length ?? 0), 0);
  const total = (scores: readonly (Score | null)[]): string =>
    `**${sum(scores, 'found')} found, ${sum(scores, 'missed')} missed, ${sum(scores, 'wrong')} false**`;
  const faults = judged.reduce((count, one) => count + one.faults.length, 0);
  const sums = [judged.map((one) => one.rowprint), judged.map((one) => one.nmap)].map(total);
  const head = [
    line(['configuration', 'wrong with it', 'Rowprint', 'nmap scripts']),
    line(['---', '---', '---', '---']),
  ];
  return [...head, ...rows, line(['**all**', `**${faults}**`, ...sums])].join('\n');
}

/** A missed or false code is named; what a tool does not know is not counted as missed. */
function cell({ found, missed, wrong }: Score): string {
  const parts = [`${found.length} of ${found.length + missed.length}`];
  if (missed.length > 0) parts.push(`missed ${missed.join(', ')}`);
  if (wrong.length > 0) parts.push(`**false ${wrong.join(', ')}**`);
  return parts.join('; ');
}
