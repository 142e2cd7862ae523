import type { Report } from '../../reports/report.ts';
import { visible } from '../../reports/visible.ts';
import { titleIn } from '../../reports/words/headline.ts';
import type { Words } from '../../reports/words/words.ts';

/** Prints that the list offers; the API takes the name of any. */
const MOST_OFFERED = 100;

/** Asks for the evidence of one row: a plain form, whose answer is a page of its own. */
export function ExplainForm({ report, words }: { report: Report; words: Words }) {
  if (report.suspect.rows === 0 || report.comparedWith.length === 0 || report.estimate !== undefined)
    return null;
  return (
    <section class="report-part">
      <h2>{words.text('title.explain')}</h2>
      <p class="quiet">{words.text('explain.hint')}</p>
      <form class="inline-form" method="get" action={`/reports/${encodeURIComponent(report.id)}/rows`}>
        <label>
          <span>{words.text('explain.row')}</span>
          <input
            type="number"
            name="row"
            min={1}
            max={report.suspect.rows}
            step={1}
            required
            inputmode="numeric"
          />
        </label>
        <label>
          <span>{words.text('explain.against')}</span>
          <select name="against">
            <option value="">{words.text('explain.any')}</option>
            {report.comparedWith.slice(0, MOST_OFFERED).map((print) => (
              <option value={print.name}>{visible(titleIn(words, print))}</option>
            ))}
          </select>
        </label>
        <button type="submit">{words.text('explain.go')}</button>
      </form>
    </section>
  );
}
