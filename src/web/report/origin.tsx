import type { Attribution } from '../../reports/attribution.ts';
import { placeOf } from '../../reports/attribution-headline.ts';
import type { Report } from '../../reports/report.ts';
import { endpointNoteIn, explainedIn, undeclaredIn, versionIn } from '../../reports/words/sentences.ts';
import type { Words } from '../../reports/words/words.ts';
import { FiguresView, Lines } from './chart-view.tsx';

/** Where a leak came from: servers, the fewest files that hold it, when it was taken, where else it may come from. */
export function Origin({ report, words }: { report: Report; words: Words }) {
  const { attribution } = report;
  if (attribution === undefined) return null;
  const { endpoints, explainedBy, versions } = attribution;
  const notes = endpoints.map((endpoint) =>
    words.text('line.pair', { name: placeOf(endpoint), what: endpointNoteIn(words, endpoint) }),
  );
  return (
    <section class="report-part">
      <h2>{words.text('title.origin')}</h2>
      <Lines lines={notes} words={words} />
      <h3>{words.text('title.fewest')}</h3>
      <p>{explainedIn(words, attribution)}</p>
      {explainedBy.assets.length > 0 && <Explaining {...{ attribution, words }} />}
      {versions.length > 0 && <h3>{words.text('title.versions')}</h3>}
      <Lines lines={versions.map((version) => versionIn(words, version))} words={words} />
      <Undeclared {...{ attribution, words }} />
      <Others {...{ attribution, words }} />
    </section>
  );
}

interface Part {
  readonly attribution: Attribution;
  readonly words: Words;
}

function Explaining({ attribution, words }: Part) {
  const figures = {
    head: [
      words.text('head.file'),
      words.text('head.server'),
      words.text('head.rows'),
      words.text('head.adds'),
    ],
    rows: attribution.explainedBy.assets.map(({ path, endpoint, rows, addedRows }) => [
      path,
      endpoint,
      words.count(rows),
      words.count(addedRows),
    ]),
  };
  return <FiguresView {...{ figures, words }} names={2} caption={words.text('title.fewest')} />;
}

function Undeclared({ attribution, words }: Part) {
  if (attribution.undeclaredColumns.length === 0) return null;
  const figures = {
    head: [
      words.text('head.column'),
      words.text('head.onServer'),
      words.text('head.field'),
      words.text('head.undeclared'),
    ],
    rows: attribution.undeclaredColumns.map((column) => [
      `${column.index + 1} ${column.header ?? ''}`.trim(),
      column.column,
      column.field,
      undeclaredIn(words, column),
    ]),
  };
  return (
    <>
      <h3>{words.text('title.undeclared')}</h3>
      <FiguresView {...{ figures, words }} names={4} caption={words.text('title.undeclared')} />
    </>
  );
}

/** Up to hundreds of files: folded. */
function Others({ attribution, words }: Part) {
  if (attribution.otherAssets.length === 0) return null;
  const figures = {
    head: [
      words.text('head.file'),
      words.text('head.server'),
      words.text('head.rows'),
      words.text('head.share'),
    ],
    rows: attribution.otherAssets.map(({ path, endpoint, rows, share }) => [
      path,
      endpoint,
      words.count(rows),
      words.share(share),
    ]),
  };
  return (
    <details>
      <summary>
        {words.text('title.others')} ({words.counted('file', attribution.otherAssets.length)})
      </summary>
      <FiguresView {...{ figures, words }} names={2} caption={words.text('title.others')} />
    </details>
  );
}
