import type { SweepSummary } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { Badge } from './pieces.tsx';

/** How a sweep ended, or that it goes on. */
export function SweepBadge({
  visit,
  sweep,
}: {
  visit: Visit;
  sweep: Pick<SweepSummary, 'endedAt' | 'isReached' | 'complete'>;
}) {
  const { home } = visit.words;
  if (sweep.endedAt === null)
    return (
      <Badge tone="busy" icon="runs">
        {home.underWay}
      </Badge>
    );
  if (sweep.isReached === false)
    return (
      <Badge tone="bad" icon="alarm">
        {home.notReached}
      </Badge>
    );
  return sweep.complete ? (
    <Badge tone="good" icon="done">
      {home.complete}
    </Badge>
  ) : (
    <Badge tone="warn" icon="up">
      {home.partial}
    </Badge>
  );
}
