/** The straight line nearest to some points. */
export interface LinearFit {
  readonly slope: number;
  readonly start: number;
  /** 1 when all points are on it. */
  readonly rSquared: number;
}

/** Least squares. @param points at two places at least */
export function linearFit(points: readonly { readonly x: number; readonly y: number }[]): LinearFit {
  const mean = { x: meanOf(points.map(({ x }) => x)), y: meanOf(points.map(({ y }) => y)) };
  const spread = { x: 0, y: 0, both: 0 };
  for (const { x, y } of points) {
    spread.x += (x - mean.x) ** 2;
    spread.y += (y - mean.y) ** 2;
    spread.both += (x - mean.x) * (y - mean.y);
  }
  const slope = spread.both / spread.x;
  const rSquared = spread.y === 0 ? 1 : spread.both ** 2 / (spread.x * spread.y);
  return { slope, start: mean.y - slope * mean.x, rSquared };
}

function meanOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}
