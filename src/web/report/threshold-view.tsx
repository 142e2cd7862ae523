import { curveChart } from '../../reports/charts/curve.ts';
import type { Report } from '../../reports/report.ts';
import type { ThresholdCurve, ThresholdPoint } from '../../reports/threshold-curve.ts';
import type { Words } from '../../reports/words/words.ts';
import { ChartView } from './chart-view.tsx';

/**
 * What another threshold would have claimed: the curve with its figures, and a slider over its points. Without script the
 * slider stays hidden and the table says the same. The island (src/web/islands/threshold.ts) reads the sentences of all
 * points, so that it needs no words of its own.
 */
export function ThresholdView({
  report,
  curve,
  words,
}: {
  report: Report;
  curve: ThresholdCurve;
  words: Words;
}) {
  const chart = curveChart(words, curve);
  if (report.population.rowsExplained === 0) return null;
  return (
    <section class="report-part">
      <h2>{words.text('title.threshold')}</h2>
      {chart === null ? (
        <p class="quiet">{words.text('threshold.none')}</p>
      ) : (
        <>
          <p class="quiet">
            {words.text('threshold.explain', { share: words.limit(report.limits.maxFalseShare) })}
          </p>
          <Slider {...{ curve, words }} />
          <ChartView source={curve} {...{ chart, words }} isFolded />
        </>
      )}
    </section>
  );
}

function Slider({ curve, words }: { curve: ThresholdCurve; words: Words }) {
  const sentences = curve.points.map((point) => sentenceOf(words, point));
  return (
    <div
      class="threshold"
      data-island="threshold"
      data-sentences={JSON.stringify(sentences)}
      data-chosen={curve.chosen}
      hidden
    >
      <label>
        <span>{words.text('threshold.label')}</span>
        <input
          type="range"
          min={0}
          max={curve.points.length - 1}
          step={1}
          value={curve.chosen}
          aria-valuetext={sentences[curve.chosen]}
        />
      </label>
      <output>{sentences[curve.chosen]}</output>
      <button type="button" class="small" disabled>
        {words.text('threshold.reset')}
      </button>
    </div>
  );
}

function sentenceOf(words: Words, point: ThresholdPoint): string {
  return words.text('threshold.point', {
    share: words.limit(point.maxFalseShare),
    rows: words.counted('row', point.rows),
    people: words.counted('person', point.persons),
    expected: words.expected(point.expectedByChance),
  });
}
