const FULL = '█';
const EMPTY = '░';

/** A share (0 to 1) as a bar of `width` signs. Something is never drawn as nothing, nor a part as the whole. */
export function shareBar(share01: number, width: number): string {
  const share = Number.isFinite(share01) ? Math.min(1, Math.max(0, share01)) : 0;
  let full = Math.round(share * width);
  if (share > 0) full = Math.max(1, full);
  if (share < 1) full = Math.min(width - 1, full);
  return FULL.repeat(full) + EMPTY.repeat(width - full);
}

/**
 * Evidence in bits as a bar on both sides of an axis: against to the left, for to the right. `scale` is the largest
 * amount drawn; anything that is not 0 gets at least one sign.
 */
export function evidenceBar(bits: number, scale: number, half: number): string {
  const length =
    bits === 0 || !Number.isFinite(bits) || scale <= 0
      ? 0
      : Math.min(half, Math.max(1, Math.round((Math.abs(bits) / scale) * half)));
  const against = bits < 0 ? length : 0;
  const forIt = bits > 0 ? length : 0;
  return `${' '.repeat(half - against)}${'▒'.repeat(against)}│${FULL.repeat(forIt)}${' '.repeat(half - forIt)}`;
}
