import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { PostForm } from '../pieces/form.tsx';
import { mayUpload } from '../pieces/may.ts';
import { Pager } from '../pieces/pager.tsx';
import { Badge, Countdown, Empty, Notice, PageHead, Section, Time, TimeInWords } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import { UploadForm } from '../pieces/upload-form.tsx';
import type { KeptSuspect, Listed, Suspect } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { KeptSuspects } from './kept-suspects.tsx';

interface CheckProps {
  readonly visit: Visit;
  readonly suspects: { readonly items: readonly Suspect[]; readonly next: string | null };
  readonly kept: Listed<KeptSuspect>;
  readonly done: 'destroyed' | 'forgotten' | undefined;
}

/** The form for a suspect first, then the files that are kept, each with its end in sight. */
export function CheckPage({ visit, suspects, kept, done }: CheckProps) {
  const { check } = visit.words;
  const uploads = mayUpload(visit);
  return (
    <Layout
      visit={visit}
      title={check.title}
      current="check"
      islands={uploads ? ['upload'] : []}
      hasUpload={uploads}
    >
      <PageHead title={check.title} lead={check.lead} />
      {done !== undefined && (
        <Notice tone="good" isAnswer>
          <p>{done === 'destroyed' ? check.done : check.keptForgotten}</p>
        </Notice>
      )}
      {uploads ? <UploadForm visit={visit} /> : <Notice>{check.notAllowed}</Notice>}
      <Section id="suspects" title={check.list}>
        {suspects.items.length === 0 ? (
          <Empty title={check.none} advice={check.noneAdvice} />
        ) : (
          <SuspectTable visit={visit} suspects={suspects.items} />
        )}
        <Pager visit={visit} path="/check" next={suspects.next} />
      </Section>
      <KeptSuspects visit={visit} kept={kept} />
    </Layout>
  );
}

function SuspectTable({ visit, suspects }: { visit: Visit; suspects: readonly Suspect[] }) {
  const { check } = visit.words;
  return (
    <CardTable
      caption={check.list}
      rows={suspects}
      columns={[
        { label: check.file, cell: (one) => <SuspectName visit={visit} suspect={one} /> },
        { label: check.size, isNumber: true, cell: (one) => sizeOf(visit, one) },
        { label: check.state, cell: (one) => <SuspectBadge visit={visit} suspect={one} /> },
        { label: check.leftUntil, cell: (one) => <End visit={visit} suspect={one} /> },
        {
          label: check.actions,
          isActions: true,
          cell: (one) => <SuspectActions visit={visit} suspect={one} />,
        },
      ]}
    />
  );
}

function SuspectName({ visit, suspect }: { visit: Visit; suspect: Suspect }) {
  const { check } = visit.words;
  return (
    <span>
      {visible(suspect.name)}{' '}
      <span class="quiet">
        <TimeInWords
          visit={visit}
          at={suspect.createdAt}
          say={(when) => check.uploadedBy(visible(suspect.createdBy), when)}
        />
      </span>
    </span>
  );
}

/** While it is uploaded: how much of it is there. */
function sizeOf({ formats, words }: Visit, { bytes, received, state }: Suspect): string {
  if (state !== 'uploading' || bytes === null) return formats.bytes(bytes ?? received);
  return words.shell.of(formats.bytes(received), formats.bytes(bytes));
}

function SuspectBadge({ visit, suspect }: { visit: Visit; suspect: Suspect }) {
  const looks = {
    uploading: { tone: 'busy', icon: 'check' },
    complete: { tone: 'good', icon: 'done' },
    destroyed: { tone: 'plain', icon: 'cross' },
    failed: { tone: 'bad', icon: 'alarm' },
  } as const;
  return <Badge {...looks[suspect.state]}>{visit.words.check.states[suspect.state]}</Badge>;
}

/** How long until it is destroyed, or when it was. */
function End({ visit, suspect }: { visit: Visit; suspect: Suspect }) {
  if (suspect.destroyAt !== null && suspect.destroyedAt === null)
    return <Countdown visit={visit} to={suspect.destroyAt} />;
  return (
    <span class="quiet">
      {suspect.destroyedAt !== null && <Time visit={visit} at={suspect.destroyedAt} />}
    </span>
  );
}

function SuspectActions({ visit, suspect }: { visit: Visit; suspect: Suspect }) {
  const { check } = visit.words;
  const name = visible(suspect.name);
  const report = suspect.reports[0];
  const isThere = suspect.destroyedAt === null && suspect.state !== 'destroyed' && mayUpload(visit);
  return (
    <span class="row-actions">
      {report !== undefined && (
        <a class="button small" href={`/reports/${report}`} aria-label={check.reportOf(name)}>
          {check.openReport}
        </a>
      )}
      {report === undefined && suspect.run !== null && (
        <a class="button small" href={`/runs/${suspect.run}`} aria-label={check.runOf(name)}>
          {check.openRun}
        </a>
      )}
      {isThere && suspect.state !== 'failed' && suspect.run === null && (
        <PostForm visit={visit} action={`/suspects/${suspect.id}/check`}>
          <button type="submit" class="small" aria-label={check.checkOf(name)}>
            {check.checkAgain}
          </button>
        </PostForm>
      )}
      {isThere && (
        <PostForm visit={visit} action={`/suspects/${suspect.id}/destroy`} confirm={check.confirm}>
          <button type="submit" class="small danger" aria-label={check.destroyOf(name)}>
            {check.destroyNow}
          </button>
        </PostForm>
      )}
    </span>
  );
}
