import type { Report } from '../../reports/report.ts';
import { visible } from '../../reports/visible.ts';
import { readOf } from '../../reports/words/headline.ts';
import { dialectIn } from '../../reports/words/sentences.ts';
import type { Words } from '../../reports/words/words.ts';

/** The suspect file: its name, size, spelling, hash, and how much of it was read. */
export function FileFacts({ report, words }: { report: Report; words: Words }) {
  const { suspect, coverage } = report;
  const size = {
    bytes: words.bytes(suspect.bytes),
    rows: words.counted('row', suspect.rows),
  };
  return (
    <section class="report-part">
      <h2>{words.text('title.file')}</h2>
      <dl>
        <dt>{words.text('file.name')}</dt>
        <dd>{visible(suspect.name)}</dd>
        <dt>{words.text('file.size')}</dt>
        <dd>{words.text('file.sizeRows', size)}</dd>
        <dt>{words.text('file.written')}</dt>
        <dd>{dialectIn(words, suspect)}</dd>
        <dt>{words.text('file.sha256')}</dt>
        <dd>
          {suspect.sha256 === '' ? words.text('file.unhashed') : <code class="hash">{suspect.sha256}</code>}
        </dd>
        <dt>{words.text('file.coverage')}</dt>
        <dd>{words.text(coverage.complete ? 'file.readWhole' : 'file.readPart', readOf(words, report))}</dd>
      </dl>
    </section>
  );
}
