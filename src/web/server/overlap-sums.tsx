import { Named } from '../pieces/named.tsx';
import { Empty, Section } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Sweep } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** Tables that are listed. */
const MOST_LISTED = 100;

/** What lies on a server, table by table, most people first. */
export function OverlapSums({ visit, overlaps }: { visit: Visit; overlaps: Sweep['overlaps'] }) {
  const words = visit.words.servers;
  const { count, share } = visit.formats;
  const found = overlaps.filter(({ rows }) => rows.present > 0).sort((a, b) => b.persons - a.persons);
  return (
    <Section id="overlaps" title={words.sums}>
      {found.length === 0 ? (
        <Empty title={words.sumsNone} />
      ) : (
        <>
          <p class="quiet">{words.sumsLead}</p>
          <CardTable
            caption={words.sums}
            rows={found.slice(0, MOST_LISTED)}
            columns={[
              { label: words.sumTable, cell: (one) => <PrintLink visit={visit} print={one.print} /> },
              {
                label: words.sumRows,
                isNumber: true,
                cell: (one) => `${count(one.reverse.present)} (${share(one.reverse.share)})`,
              },
              { label: words.sumPeople, isNumber: true, cell: (one) => count(one.persons) },
            ]}
          />
        </>
      )}
    </Section>
  );
}

function PrintLink({ visit, print }: { visit: Visit; print: Sweep['overlaps'][number]['print'] }) {
  const kinds: Readonly<Record<string, string>> = visit.words.servers.kinds;
  if (print.kind !== 'table')
    return (
      <span>
        <Named text={print.name} /> <span class="quiet">{kinds[print.kind]}</span>
      </span>
    );
  return (
    <a href={`/tables/${encodeURIComponent(print.name)}`}>
      <Named text={print.name} />
    </a>
  );
}
