import { raw } from 'hono/html';
import type { Chart, Figures } from '../../reports/charts/chart.ts';
import { PAGE_WIDTHS } from '../../reports/charts/draw.ts';
import { visible } from '../../reports/visible.ts';
import type { Words } from '../../reports/words/words.ts';
import { drawing } from './drawings.ts';

/** Rows of a table that stand open; more are folded, up to the most that a page holds. */
const OPEN_ROWS = 12;
const MOST_ROWS = 300;

/**
 * A chart, drawn for a desk and for a telephone (one of them is shown), and its figures as a table. `source` is the whole
 * of what it was made from.
 */
export async function ChartView({
  source,
  chart,
  words,
  names = 1,
  isFolded = false,
}: {
  source: object;
  chart: Chart;
  words: Words;
  names?: number;
  isFolded?: boolean;
}) {
  const table = <FiguresView figures={chart.figures} words={words} names={names} caption={chart.title} />;
  const [wide, narrow] = await Promise.all([
    drawing(source, chart, words, PAGE_WIDTHS.wide),
    drawing(source, chart, words, PAGE_WIDTHS.narrow),
  ]);
  return (
    <figure class="chart">
      {/* The drawing is ours: names in it are escaped where it is drawn, and it holds the policy. */}
      <div class="chart-wide">{raw(wide)}</div>
      <div class="chart-narrow">{raw(narrow)}</div>
      <figcaption>
        {isFolded ? (
          <details>
            <summary>{words.text('table.figures')}</summary>
            {table}
          </details>
        ) : (
          table
        )}
      </figcaption>
    </figure>
  );
}

/** Figures as a table: `names` columns of text, then numbers. Long ones are folded, very long ones cut and counted. */
export function FiguresView({
  figures,
  words,
  names = 1,
  caption,
}: {
  figures: Figures;
  words: Words;
  names?: number;
  caption: string;
}) {
  const { head, rows } = figures;
  const left = rows.length - MOST_ROWS;
  const folded = rows.slice(OPEN_ROWS, MOST_ROWS);
  const table = (part: Figures['rows']) => <Table {...{ head, rows: part, names, caption }} />;
  return (
    <>
      {table(rows.slice(0, OPEN_ROWS))}
      {folded.length > 0 && (
        <details>
          <summary>{words.text('more.rows', { n: words.count(folded.length) })}</summary>
          {table(folded)}
        </details>
      )}
      {left > 0 && <p class="quiet">{words.text('more.left', { n: words.count(left) })}</p>}
    </>
  );
}

function Table({ head, rows, names, caption }: Figures & { names: number; caption: string }) {
  return (
    // A region that scrolls can be reached and scrolled by keyboard.
    <section class="wide" tabindex={0} aria-label={visible(caption)}>
      <table>
        <caption class="unseen">{visible(caption)}</caption>
        <thead>
          <tr>
            {head.map((text, at) => (
              <th scope="col" class={at < names ? undefined : 'number'}>
                {visible(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((text, at) =>
                at === 0 ? (
                  <th scope="row">{visible(text)}</th>
                ) : (
                  <td class={at < names ? undefined : 'number'}>{visible(text)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Sentences one below the other; more than some are folded, more than a page holds are counted. */
export function Lines({ lines, words }: { lines: readonly string[]; words: Words }) {
  if (lines.length === 0) return null;
  const list = (part: readonly string[]) => (
    <ul>
      {part.map((line) => (
        <li>{visible(line)}</li>
      ))}
    </ul>
  );
  const folded = lines.slice(OPEN_ROWS, MOST_ROWS);
  const left = lines.length - MOST_ROWS;
  return (
    <>
      {list(lines.slice(0, OPEN_ROWS))}
      {folded.length > 0 && (
        <details>
          <summary>{words.text('more.rows', { n: words.count(folded.length) })}</summary>
          {list(folded)}
        </details>
      )}
      {left > 0 && <p class="quiet">{words.text('more.left', { n: words.count(left) })}</p>}
    </>
  );
}
