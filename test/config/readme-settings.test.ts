import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeSettings } from '../../src/config/settings.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

function settingsTable(): string {
  const rows = describeSettings()
    .filter(({ name }) => name !== 'home' && name !== 'keyFile')
    .map(
      ({ env, default: value, sentence, unit }) =>
        `| \`${env}\` | ${value ?? 'none'}${unit === null || unit === 'bytes' ? '' : ` ${unit}`} | ${sentence} |`,
    );
  return ['| variable | default | what it says |', '| --- | --- | --- |', ...rows].join('\n');
}

test('the README shows every setting as the options declare it', () => {
  const shown = /<!-- settings -->\n([\s\S]*?)\n?<!-- \/settings -->/.exec(readme)?.[1] ?? '';

  expect(shown.trim()).toBe(settingsTable());
});
