import { ACCESS_OPTIONS } from './options/access.ts';
import { ALERT_OPTIONS } from './options/alerts.ts';
import { READING_OPTIONS } from './options/reading.ts';
import { SERVICE_OPTIONS } from './options/service.ts';
import { SWEEP_OPTIONS } from './options/sweeps.ts';

/** Every setting of the product, in the order of docs/settings.md. Precedence: flag, environment, default. */
export const OPTIONS = {
  ...READING_OPTIONS,
  ...SWEEP_OPTIONS,
  ...SERVICE_OPTIONS,
  ...ACCESS_OPTIONS,
  ...ALERT_OPTIONS,
} as const;

/** The settings by name. */
export type OptionName = keyof typeof OPTIONS;
