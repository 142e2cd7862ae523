import { PostForm } from '../pieces/form.tsx';
import { mayUpload } from '../pieces/may.ts';
import { Named, shortened } from '../pieces/named.tsx';
import { Empty, Section, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { KeptSuspect, Listed } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** Suspects whose print is kept, so that sweeps find their copies. */
export function KeptSuspects({ visit, kept }: { visit: Visit; kept: Listed<KeptSuspect> }) {
  const { check } = visit.words;
  return (
    <Section id="kept" title={check.keptList}>
      {kept.items.length === 0 ? (
        <Empty title={check.keptNone} advice={check.keptNoneAdvice} />
      ) : (
        <>
          <p class="quiet">{check.keptLead}</p>
          <CardTable
            caption={check.keptList}
            rows={kept.items}
            columns={[
              { label: check.keptName, cell: (one) => <Named text={one.name} /> },
              { label: check.keptRows, isNumber: true, cell: (one) => visit.formats.count(one.rows) },
              { label: check.keptAt, cell: (one) => <Time visit={visit} at={one.keptAt} /> },
              {
                label: check.keptSha256,
                cell: (one) => <span class="code">{one.sha256.slice(0, 16)}…</span>,
              },
              { label: check.actions, isActions: true, cell: (one) => <Forget visit={visit} kept={one} /> },
            ]}
          />
        </>
      )}
      {kept.next !== null && (
        <p class="actions more">
          <a class="button" href={`/check?kept-cursor=${encodeURIComponent(kept.next)}#kept`}>
            {visit.words.shell.more}
          </a>
        </p>
      )}
    </Section>
  );
}

function Forget({ visit, kept }: { visit: Visit; kept: KeptSuspect }) {
  const { check } = visit.words;
  if (!mayUpload(visit)) return null;
  const action = `/kept-suspects/${encodeURIComponent(kept.name)}/forget`;
  return (
    <PostForm visit={visit} action={action} confirm={check.forgetKeptConfirm}>
      <button type="submit" class="small danger" aria-label={check.forgetKeptOf(shortened(kept.name))}>
        {check.forgetKept}
      </button>
    </PostForm>
  );
}
