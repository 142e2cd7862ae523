import fc from 'fast-check';

/**
 * Properties draw other values at each run, but in CI, where what lands must not depend on luck:
 * `PROPERTY_SEED=7 npm test` repeats a run, and its number of runs stays each property's own.
 */
const given = process.env.PROPERTY_SEED ?? (process.env.CI ? '20240220' : undefined);
if (given !== undefined) fc.configureGlobal({ seed: Number(given) });
