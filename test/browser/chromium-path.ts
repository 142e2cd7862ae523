/** Debian's Chromium, or another that the environment names. */
export const CHROMIUM = process.env.ROWPRINT_TEST_CHROMIUM ?? '/usr/bin/chromium';
