import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { PROJECT } from './product-files.ts';

/** Follow every import of some folders and hold it against the rules of the house. */
export async function cruiseBorders(baseDir: string, folders: readonly string[]): Promise<ICruiseResult> {
  const options = await extractOptions(`${PROJECT}.dependency-cruiser.cjs`);
  const report = await cruise([...folders], { ...options, baseDir });
  if (typeof report.output === 'string') throw new Error('the cruise gave a text instead of a result');
  return report.output;
}

/** The violations as a person reads them: rule, who, whom. */
export function violationsOf(result: ICruiseResult): readonly string[] {
  return result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}
