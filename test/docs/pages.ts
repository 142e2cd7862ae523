import { detectors } from '../../scanners/exposures/registry.ts';
import { SEVERITY_RULES, type SeverityNeed } from '../../scanners/shared/severity-rules.ts';
import { describeSettings } from '../../src/config/settings.ts';
import { SEVERITIES, type Severity } from '../../src/core/severity.ts';
import { textOf } from '../architecture/product-files.ts';

/** A part of a page that is written from the product, between the marks `<!-- mark -->` and `<!-- /mark -->`. */
export interface WrittenPart {
  /** From the project's folder. */
  readonly page: string;
  readonly mark: string;
  readonly write: () => string;
}

/** All of them. `npm run docs` writes them, a test compares. */
export const WRITTEN_PARTS: readonly WrittenPart[] = [
  { page: 'docs/settings.md', mark: 'settings', write: settingsTable },
  { page: 'docs/exposures.md', mark: 'codes', write: codesTable },
  { page: 'docs/exposures.md', mark: 'together', write: togetherTable },
];

/** What stands between the marks. @throws {Error} where they are missing */
export function partOf(page: string, mark: string): string {
  const [start, end] = [`<!-- ${mark} -->\n`, `<!-- /${mark} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no marks named ${mark}`);
  return page.slice(from + start.length, to);
}

/** The page with another text between the marks. */
export function withPart(page: string, mark: string, text: string): string {
  const start = `<!-- ${mark} -->\n`;
  return page.replace(`${start}${partOf(page, mark)}`, () => `${start}${text}\n`);
}

function settingsTable(): string {
  const rows = describeSettings()
    .filter(({ name }) => name !== 'home' && name !== 'keyFile')
    .map(({ env, default: value, sentence, unit }) => {
      const shown = `${value ?? 'none'}${unit === null || unit === 'bytes' ? '' : ` ${unit}`}`;
      return `| \`${env}\` | ${shown} | ${sentence} |`;
    });
  return ['| variable | default | what it says |', '| --- | --- | --- |', ...rows].join('\n');
}

function codesTable(): string {
  const rows = detectors.map(
    ({ code, title, advice }) => `| \`${code}\` | ${severitiesOf(code)} | ${title} | ${advice} |`,
  );
  return ['| code | by itself | what is wrong | what to do |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** The severities that a detector names, by itself or in what it shares with others: it decides by what it saw. */
function severitiesOf(code: string): string {
  const own = textOf(`scanners/exposures/${code.replace('.', '-')}.ts`);
  const shared = [...own.matchAll(/'\.\.\/(shared\/[a-z-]+\.ts)'/g)].map(([, path]) =>
    textOf(`scanners/${path}`),
  );
  const text = [own, ...shared].join('\n');
  const named = SEVERITIES.filter((severity: Severity) => text.includes(`'${severity}'`));
  return named.length < 2 ? named.join('') : `${named[0]} to ${named.at(-1)}`;
}

function togetherTable(): string {
  const rows = SEVERITY_RULES.map(
    ({ together, within, raises, to, because }) =>
      `| ${together.map(needText).join('<br>**and** ')} | ${within === 'object' ? 'file' : 'server'} | ${codesText(raises)} | ${to} | ${because} |`,
  );
  return [
    '| where there are | on the same | raised are | to | because |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function needText({ anyOf, forAnybody }: SeverityNeed): string {
  return `${codesText(anyOf, ' or ')}${forAnybody ? ', got without a login' : ''}`;
}

function codesText(codes: readonly string[], between = ', '): string {
  return codes.map((code) => `\`${code}\``).join(between);
}
