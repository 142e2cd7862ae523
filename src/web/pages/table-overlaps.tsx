import { Named } from '../pieces/named.tsx';
import { Empty, Section, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Listed, ReportSummary, TableFile } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** Files of servers that hold rows of a table, most rows first. */
export function Files({ visit, files }: { visit: Visit; files: Listed<TableFile> }) {
  const words = visit.words.tables;
  const { count } = visit.formats;
  return (
    <Section id="files" title={words.overlaps}>
      {files.items.length === 0 ? (
        <Empty title={words.overlapsNone} advice={words.overlapsNoneAdvice} />
      ) : (
        <>
          <p class="quiet">{words.overlapsLead}</p>
          <CardTable
            caption={words.overlaps}
            rows={files.items}
            columns={[
              { label: words.overlapFile, cell: (one) => <Named text={one.path} /> },
              {
                label: words.server,
                cell: (one) => (
                  <a href={`/endpoints/${encodeURIComponent(one.endpoint)}?only=held#assets`}>
                    <Named text={one.endpoint} />
                  </a>
                ),
              },
              { label: words.overlapRows, isNumber: true, cell: (one) => count(one.rows) },
              { label: words.overlapPeople, isNumber: true, cell: (one) => count(one.persons) },
            ]}
          />
          {files.next !== null && (
            <p>
              <a href="/endpoints">{words.overlapsMore}</a>
            </p>
          )}
        </>
      )}
    </Section>
  );
}

/** The newest reports on files that hold rows of a table. */
export function Reports({ visit, reports }: { visit: Visit; reports: readonly ReportSummary[] }) {
  const words = visit.words.tables;
  const { shell } = visit.words;
  return (
    <Section id="reports" title={words.reports} more={{ href: '/reports', text: shell.showAll }}>
      {reports.length === 0 ? (
        <Empty title={words.reportsNone} advice={visit.words.home.checkFileText} />
      ) : (
        <ul class="lines">
          {reports.map((one) => (
            <li>
              <span class="what">
                <a href={`/reports/${one.id}`}>
                  <Named text={one.suspect} />
                </a>
                <span class="quiet">{shell.rows(one.rows, visit.formats.count(one.rows))}</span>
              </span>
              <Time visit={visit} at={one.createdAt} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
