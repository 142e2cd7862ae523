// Keeps the progress of runs moving: of the run that the page is about by its events, of a list by asking.
import { formatsOf } from '../formats.ts';
import { isActive, runPart, runValues } from '../run-values.ts';
import type { Run } from '../shapes.ts';
import { run as englishRun } from '../words/en/run.ts';
import { shell as englishShell } from '../words/en/shell.ts';
import { run as frenchRun } from '../words/fr/run.ts';
import { shell as frenchShell } from '../words/fr/shell.ts';
import { languageOfPage } from './parts/language.ts';

const language = languageOfPage();
const formats = formatsOf(language);
const words =
  language === 'fr' ? { run: frenchRun, shell: frenchShell } : { run: englishRun, shell: englishShell };
const LIST_EVERY_MS = 2000;

/** Write what is known of a run into the fields of an element. */
function show(part: HTMLElement, run: Run): void {
  for (const [field, text] of Object.entries(runValues(run, words, formats))) write(part, field, text);
  const ahead = field(part, 'ahead');
  if (ahead !== null) {
    ahead.hidden = run.ahead === null;
    if (run.ahead !== null) ahead.textContent = words.run.ahead(run.ahead, formats.count(run.ahead));
  }
  const bar = field(part, 'bar');
  const done = runPart(run);
  if (!(bar instanceof HTMLProgressElement)) return;
  if (done === null) bar.removeAttribute('value');
  else bar.value = done;
}

function field(part: HTMLElement, name: string): HTMLElement | null {
  return part.querySelector<HTMLElement>(`[data-field="${name}"]`);
}

/** Only what changes is written: a screen reader says the step again whenever it is. */
function write(part: HTMLElement, name: string, text: string): void {
  const element = field(part, name);
  if (element !== null && element.textContent !== text) element.textContent = text;
}

/** The run of the page: when it ends, to its report, or to the page of how it ended. */
function followEvents(part: HTMLElement, id: string): void {
  const events = new EventSource(`/api/v1/runs/${id}/events`);
  const lost = field(part, 'lost');
  events.addEventListener('run', (event) => {
    const run = JSON.parse((event as MessageEvent<string>).data) as Run;
    if (lost !== null) lost.hidden = true;
    if (isActive(run)) return show(part, run);
    events.close();
    const report = run.result?.report;
    location.replace(report === undefined ? `/runs/${id}` : `/reports/${report}`);
  });
  events.addEventListener('error', () => {
    if (lost !== null) lost.hidden = false;
    // The browser tries again by itself, unless the answer was none of events: signed out, or gone.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), LIST_EVERY_MS);
  });
}

/** Runs of a list, one after the other: browsers open only six connections to a host, and pages are kept open. */
async function followList(parts: readonly HTMLElement[]): Promise<void> {
  for (const part of parts) {
    if (document.hidden || part.dataset.ended !== undefined) continue;
    const response = await fetch(`/api/v1/runs/${part.dataset.run}`).catch(() => null);
    if (response?.status === 401) return location.reload();
    if (!response?.ok) continue;
    const run = (await response.json()) as Run;
    show(part, run);
    if (!isActive(run)) end(part, run);
  }
  if (parts.some((part) => part.dataset.ended === undefined))
    setTimeout(() => void followList(parts), LIST_EVERY_MS);
}

function end(part: HTMLElement, run: Run): void {
  part.dataset.ended = '';
  field(part, 'bar')?.remove();
  write(part, 'step', words.run.states[run.state]);
  part.querySelector('.badge')?.remove();
}

const parts = [...document.querySelectorAll<HTMLElement>('[data-run]')];
for (const part of parts.filter((one) => one.dataset.follow === 'events'))
  followEvents(part, part.dataset.run!);
void followList(parts.filter((one) => one.dataset.follow === 'list'));
