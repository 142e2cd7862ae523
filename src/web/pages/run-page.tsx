import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { PostForm } from '../pieces/form.tsx';
import { may } from '../pieces/may.ts';
import { Notice, PageHead, Time, TimeInWords } from '../pieces/pieces.tsx';
import { RunBadge, RunBar } from '../pieces/run-pieces.tsx';
import { isActive, runValues } from '../run-values.ts';
import type { Run } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** One run as it goes. What it shows is in the service: a reload loses nothing. */
export function RunPage({ visit, run }: { visit: Visit; run: Run }) {
  const words = visit.words.run;
  const title = words.titled(words.kinds[run.kind], visible(run.subject));
  return (
    <Layout visit={visit} title={title} current="runs" islands={['run']}>
      <PageHead title={title} kicker={{ href: '/runs', text: words.back }}>
        <RunActions visit={visit} run={run} />
      </PageHead>
      <p class="quiet">
        <RunBadge visit={visit} run={run} />{' '}
        <TimeInWords
          visit={visit}
          at={run.createdAt}
          say={(when) => words.byWhom(visible(run.createdBy), when)}
        />
      </p>
      {run.attempts > 1 && <p class="quiet">{words.attempts(visit.formats.count(run.attempts))}</p>}
      {isActive(run) ? <Going visit={visit} run={run} /> : <Ended visit={visit} run={run} />}
    </Layout>
  );
}

function RunActions({ visit, run }: { visit: Visit; run: Run }) {
  const words = visit.words.run;
  if (!may(visit, 'analyst')) return null;
  if (isActive(run))
    return (
      <PostForm visit={visit} action={`/runs/${run.id}/cancel`} confirm={words.confirmCancel}>
        <button type="submit" class="danger">
          {words.cancel}
        </button>
      </PostForm>
    );
  if (run.state !== 'failed' && run.state !== 'dead') return null;
  return (
    <PostForm visit={visit} action={`/runs/${run.id}/retry`}>
      <button type="submit" class="primary">
        {words.retry}
      </button>
    </PostForm>
  );
}

/** The progress. The island follows the run's events and writes into `data-field`. */
function Going({ visit, run }: { visit: Visit; run: Run }) {
  const words = visit.words.run;
  const values = runValues(run, visit.words, visit.formats);
  return (
    <div class="card" data-run={run.id} data-follow="events">
      <output class="step" data-field="step">
        {visible(values.step)}
      </output>
      <RunBar visit={visit} run={run} />
      {run.ahead !== null && (
        <p class="quiet" data-field="ahead">
          {words.ahead(run.ahead, visit.formats.count(run.ahead))}
        </p>
      )}
      <dl class="values">
        {run.kind === 'check' && (
          <div class="big">
            <dt>{words.share}</dt>
            <dd data-field="share">{values.share}</dd>
          </div>
        )}
        {(['matches', 'rows', 'bytes', 'rate', 'left'] as const).map((field) => (
          <div>
            <dt>{words[field]}</dt>
            <dd data-field={field}>{values[field]}</dd>
          </div>
        ))}
      </dl>
      {run.kind === 'check' && <p class="quiet">{words.shareHint}</p>}
      <p class="notice warn" data-field="lost" hidden>
        {words.lost}
      </p>
      <noscript>
        <p class="quiet">{visit.words.shell.noScript}</p>
        <a class="button" href={`/runs/${run.id}`}>
          {visit.words.shell.reload}
        </a>
      </noscript>
    </div>
  );
}

function Ended({ visit, run }: { visit: Visit; run: Run }) {
  const words = visit.words.run;
  if (run.state === 'cancelled')
    return (
      <Notice>
        <p>{words.cancelled}</p>
      </Notice>
    );
  if (run.state !== 'succeeded') return <Failed visit={visit} run={run} />;
  const link = resultLink(visit, run);
  return (
    <>
      <Notice tone="good">
        <p>{run.result?.report === undefined ? words.succeeded : words.succeededReport}</p>
      </Notice>
      <p class="actions">
        {link !== null && (
          <a class="button primary" href={link.href}>
            {link.text}
          </a>
        )}
        {run.endedAt !== null && <Time visit={visit} at={run.endedAt} />}
      </p>
    </>
  );
}

function Failed({ visit, run }: { visit: Visit; run: Run }) {
  const words = visit.words.run;
  return (
    <Notice tone="bad">
      <p>
        <strong>{run.state === 'dead' ? words.dead : words.failed}</strong>
      </p>
      {run.failure !== null && [
        <p lang="en">{visible(run.failure.message)}</p>,
        <p class="code">{run.failure.code}</p>,
      ]}
    </Notice>
  );
}

/** Where what a run made is. */
function resultLink(visit: Visit, { result, kind, subject }: Run) {
  const words = visit.words.run;
  if (result?.report !== undefined) return { href: `/reports/${result.report}`, text: words.openReport };
  if (result?.table !== undefined)
    return { href: `/tables/${encodeURIComponent(result.table)}`, text: words.openTable };
  if (kind === 'sweep') return { href: `/endpoints/${encodeURIComponent(subject)}`, text: words.openSweep };
  return null;
}
