import { waterfallChart } from '../../reports/charts/waterfall.ts';
import type { Explanation } from '../../reports/explanation.ts';
import { visible } from '../../reports/visible.ts';
import { bitsIn, explanationIn } from '../../reports/words/sentences.ts';
import { spoken } from '../../reports/words/spoken.ts';
import type { Words } from '../../reports/words/words.ts';
import { ChartView } from './chart-view.tsx';

/** Why one row was found or not: the verdict first, then the evidence as a waterfall. Shows no cell. */
export function ExplanationView({ explanation, words }: { explanation: Explanation; words: Words }) {
  const chart = waterfallChart(words, explanation);
  return (
    <article class="report">
      <p class="kicker">
        <a href={`/reports/${encodeURIComponent(explanation.report)}`}>{words.text('explain.back')}</a>
      </p>
      <h1>{explanationIn(words, explanation)}</h1>
      <p>{bitsIn(words, explanation)}</p>
      {chart !== null && <ChartView source={explanation} {...{ chart, words }} names={4} />}
      {explanation.notes.length > 0 && (
        <ul>
          {explanation.notes.map((note) => (
            <li>{visible(spoken(words, note))}</li>
          ))}
        </ul>
      )}
    </article>
  );
}
