const MS_PER_HOUR = 3_600_000;
const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A whole number with thousands separators: 18914 -> '18,914'. A fraction is rounded; NaN and infinities are 'unknown'. */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return 'unknown';
  const digits = Math.abs(Math.round(count)).toString();
  const grouped = digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return Math.round(count) < 0 ? `-${grouped}` : grouped;
}

/** '1 row', '2 rows', '18,914 rows'. Give `plural` where it is not the singular with an s. */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${Math.round(count) === 1 ? singular : plural}`;
}

/** Bytes in decimal units, as disks and file managers count: 999 -> '999 B', 7793173 -> '7.8 MB'. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return 'unknown';
  if (bytes < 1000) return `${Math.round(bytes)} B`;

  let amount = bytes;
  let unit = -1;
  while (unit < 0 || (amount >= 999.95 && unit < BYTE_UNITS.length - 1)) {
    amount /= 1000;
    unit++;
  }
  return `${amount.toFixed(1)} ${BYTE_UNITS[unit]}`;
}

/**
 * A share (0 to 1) in percent with one decimal: 0.9 -> '90.0 %'.
 * Never rounds something to nothing or a part to the whole: 0.00001 -> '< 0.1 %', 0.99999 -> '> 99.9 %'.
 */
export function formatShare(share01: number): string {
  if (!Number.isFinite(share01)) return 'unknown';
  if (share01 > 0 && share01 < 0.0005) return '< 0.1 %';
  if (share01 < 1 && share01 >= 0.9995) return '> 99.9 %';
  return `${(share01 * 100).toFixed(1)} %`;
}

/** Widths from which whole percents, and tenths of them, tell all there is to tell of a range. */
const WHOLE_PERCENT_WIDTH = 0.02;
const TENTH_PERCENT_WIDTH = 0.002;

/**
 * A range of shares (0 to 1) in percent, rounded outwards so that it never gets narrower: (0.881, 0.917) -> '88-92 %',
 * (0.0011, 0.0134) -> '0.1-1.4 %', (1, 1) -> '100 %'.
 */
export function formatShareRange(low01: number, high01: number): string {
  if (!Number.isFinite(low01) || !Number.isFinite(high01)) return 'unknown';
  const width = high01 - low01;
  const decimals = width === 0 || width >= WHOLE_PERCENT_WIDTH ? 0 : width >= TENTH_PERCENT_WIDTH ? 1 : 2;
  const scale = 10 ** decimals;
  // A part of 10^9 more or less is the error of the arithmetic.
  const low = (Math.floor(low01 * 100 * scale + 1e-9) / scale).toFixed(decimals);
  const high = (Math.ceil(high01 * 100 * scale - 1e-9) / scale).toFixed(decimals);
  return low === high ? `${low} %` : `${low}-${high} %`;
}

/** A span of time as a person says it: '812 ms', '12.3 s', '2 min 05 s', '1 h 02 min'. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return 'unknown';
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < MS_PER_HOUR - 500) {
    const seconds = Math.round(ms / 1000);
    return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  }
  const minutes = Math.round(ms / 60_000);
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** An expected number, often far below one, in two significant digits: 0.00042 -> '0.00042', 12.34 -> '12', 0 -> '0'. */
export function formatExpected(expected: number): string {
  if (!Number.isFinite(expected)) return 'unknown';
  if (expected === 0) return '0';
  if (Math.abs(expected) < 1e-6) return expected > 0 ? '< 0.000001' : '0';
  if (Math.abs(expected) >= 10) return formatCount(expected);
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(expected))));
  return expected
    .toFixed(decimals)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** Evidence in bits with its sign and one decimal: 25.31 -> '+25.3', -3 -> '-3.0', 0 -> '0.0'. */
export function formatBits(bits: number): string {
  if (!Number.isFinite(bits)) return 'unknown';
  const rounded = bits.toFixed(1);
  if (rounded === '-0.0' || rounded === '0.0') return '0.0';
  return bits > 0 ? `+${rounded}` : rounded;
}

function twoDigits(value: number): string {
  return value.toString().padStart(2, '0');
}
