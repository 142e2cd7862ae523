import { visible } from '../visible.ts';

/** Pixels that a sign of 12 px takes at most, nearly always; wide signs take two. */
const SIGN_PX = 7;

/** A name that fits into so many pixels, the end of it cut; the whole name stands in the table beside the chart. */
export function cut(name: string, px: number): string {
  const signs = [...visible(name)];
  const room = Math.max(3, Math.floor(px / SIGN_PX));
  let used = 0;
  const kept: string[] = [];
  for (const sign of signs) {
    used += sign.codePointAt(0)! > 0x2e7f ? 2 : 1;
    if (used > room) return `${kept.slice(0, -1).join('')}…`;
    kept.push(sign);
  }
  return kept.join('');
}
