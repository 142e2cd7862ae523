/**
 * The threshold slider of a report: moves over the points of the curve, and shows the sentence of the point. A range input is moved by keyboard as it is.
 */
for (const island of document.querySelectorAll<HTMLElement>('[data-island="threshold"]')) start(island);

function start(island: HTMLElement): void {
  const slider = island.querySelector<HTMLInputElement>('input[type="range"]');
  const output = island.querySelector('output');
  const reset = island.querySelector('button');
  const sentences = sentencesOf(island);
  if (slider === null || output === null || reset === null || sentences.length === 0) return;
  const chosen = Number(island.dataset.chosen);
  const show = (): void => {
    const at = slider.valueAsNumber;
    const sentence = sentences[at] ?? '';
    output.value = sentence;
    slider.setAttribute('aria-valuetext', sentence);
    reset.disabled = at === chosen;
  };
  slider.addEventListener('input', show);
  reset.addEventListener('click', () => {
    slider.valueAsNumber = chosen;
    show();
    slider.focus();
  });
  // A browser that goes back to the page keeps where the slider stood.
  show();
  island.hidden = false;
}

function sentencesOf(island: HTMLElement): readonly string[] {
  const parsed: unknown = JSON.parse(island.dataset.sentences ?? '[]');
  return Array.isArray(parsed) ? parsed.filter((sentence) => typeof sentence === 'string') : [];
}
