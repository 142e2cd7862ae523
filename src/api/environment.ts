import { describeSettings, type Settings } from '../config/settings.ts';

/** A setting that the service was started with. */
export interface SettingShown {
  readonly name: string;
  readonly env: string;
  /** As a person reads it; of a secret only whether there is one. */
  readonly value: string;
  readonly sentence: string;
}

/** The settings as an admin sees them. */
export function describeEnvironment(settings: Settings): readonly SettingShown[] {
  return describeSettings().map(({ name, env, sentence, secret }) => {
    const value: unknown = settings[name];
    return { name, env, sentence, value: secret ? (value === null ? 'not set' : '[secret]') : shown(value) };
  });
}

function shown(value: unknown): string {
  if (value === null) return 'not set';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
