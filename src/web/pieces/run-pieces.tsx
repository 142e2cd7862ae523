import { visible } from '../../reports/visible.ts';
import type { IconName } from '../layout/icon.tsx';
import { runPart, runValues } from '../run-values.ts';
import type { Run } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { Badge, type Tone } from './pieces.tsx';

const STATE_LOOKS: Readonly<Record<Run['state'], { tone: Tone; icon: IconName }>> = {
  queued: { tone: 'plain', icon: 'wait' },
  running: { tone: 'busy', icon: 'runs' },
  succeeded: { tone: 'good', icon: 'done' },
  failed: { tone: 'bad', icon: 'alarm' },
  cancelled: { tone: 'plain', icon: 'cross' },
  dead: { tone: 'bad', icon: 'alarm' },
};

/** How a run stands. */
export function RunBadge({ visit, run }: { visit: Visit; run: Run }) {
  return <Badge {...STATE_LOOKS[run.state]}>{visit.words.run.states[run.state]}</Badge>;
}

/** How far a run is; without a value where its end is not known. */
export function RunBar({ visit, run }: { visit: Visit; run: Run }) {
  const part = runPart(run);
  const { titled, progress } = visit.words.run;
  const label = titled(progress, visible(run.subject));
  return <progress data-field="bar" max={1} value={part ?? undefined} aria-label={label} />;
}

/** A run that goes on, on one line of a list. Its island keeps it moving. */
export function RunLine({ visit, run }: { visit: Visit; run: Run }) {
  const { words, formats } = visit;
  const values = runValues(run, words, formats);
  return (
    <li data-run={run.id} data-follow="list">
      <span class="what">
        <a href={`/runs/${run.id}`}>{visible(run.subject)}</a>
        <span class="quiet">
          {words.run.kinds[run.kind]}, <span data-field="step">{visible(values.step)}</span>
        </span>
      </span>
      <span class="quiet" data-field="bytes">
        {run.progress === null ? '' : values.bytes}
      </span>
      <RunBadge visit={visit} run={run} />
      <RunBar visit={visit} run={run} />
    </li>
  );
}
