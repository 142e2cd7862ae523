import { Time } from '../pieces/pieces.tsx';
import { SweepBadge } from '../pieces/sweep-badge.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { SweepSummary } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** Sweeps of a server, newest first. One that goes on has no page yet. */
export function SweepTable({ visit, sweeps }: { visit: Visit; sweeps: readonly SweepSummary[] }) {
  const words = visit.words.servers;
  const { count } = visit.formats;
  return (
    <CardTable
      caption={words.sweeps}
      rows={sweeps}
      columns={[
        {
          label: words.sweepAt,
          cell: (one) => {
            const at = <Time visit={visit} at={one.startedAt} />;
            return one.endedAt === null ? at : <a href={`/sweeps/${one.id}`}>{at}</a>;
          },
        },
        { label: words.sweepState, cell: (one) => <SweepBadge visit={visit} sweep={one} /> },
        { label: words.sweepFiles, isNumber: true, cell: (one) => count(one.listed) },
        { label: words.sweepRead, isNumber: true, cell: (one) => count(one.read) },
        { label: words.sweepFailed, isNumber: true, cell: (one) => count(one.failed) },
      ]}
    />
  );
}
