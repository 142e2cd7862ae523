import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { shortened } from '../pieces/named.tsx';
import { Empty, PageHead } from '../pieces/pieces.tsx';
import type { Visit } from '../visit.ts';

/** Lines on one page: a sweep of 100,000 files has as many. */
export const LINES_SHOWN = 500;
/** Signs of a line. */
const MOST_SIGNS = 600;

interface TranscriptProps {
  readonly visit: Visit;
  /** The server's. */
  readonly name: string;
  readonly lines: readonly string[];
  readonly from: number;
}

/** What the last sweep said and heard, a part at a time. */
export function TranscriptPage({ visit, name, lines, from }: TranscriptProps) {
  const words = visit.words.servers;
  const { count } = visit.formats;
  const place = `/endpoints/${encodeURIComponent(name)}`;
  const shown = lines.slice(from, from + LINES_SHOWN);
  const end = from + shown.length;
  return (
    <Layout visit={visit} title={words.transcript} current="endpoints">
      <PageHead
        title={words.transcript}
        lead={words.transcriptLead}
        kicker={{ href: place, text: shortened(name) }}
      />
      {lines.length === 0 ? (
        <Empty title={words.transcriptNone} />
      ) : (
        <>
          <p class="quiet">{words.transcriptPart(count(from + 1), count(end), count(lines.length))}</p>
          <section class="transcript" tabindex={0} aria-label={words.transcript}>
            <pre>{shown.map((line) => visible(line.slice(0, MOST_SIGNS))).join('\n')}</pre>
          </section>
          <nav class="actions" aria-label={words.transcript}>
            {from > 0 && (
              <a class="button" href={`${place}/transcript?from=${Math.max(0, from - LINES_SHOWN)}`}>
                {words.previous}
              </a>
            )}
            {end < lines.length && (
              <a class="button" href={`${place}/transcript?from=${end}`}>
                {words.following}
              </a>
            )}
          </nav>
        </>
      )}
    </Layout>
  );
}
