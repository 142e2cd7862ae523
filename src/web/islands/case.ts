// The page of a case: its clock moves each minute, times are told in the reader's zone, documents are made in it.
import { formatsOf } from '../formats.ts';
import { languageOfPage } from './parts/language.ts';

const formats = formatsOf(languageOfPage());
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
const MINUTE_MS = 60_000;
const SOON_MS = 24 * 60 * MINUTE_MS;

const clock = document.querySelector<HTMLElement>('[data-island="case-clock"]');

/** A part of the clock by its role. */
function role(name: string): HTMLElement | null {
  return clock?.querySelector<HTMLElement>(`[data-role="${name}"]`) ?? null;
}

function tick(): void {
  if (clock === null) return;
  const due = Date.parse(clock.dataset.due ?? '');
  const aware = Date.parse(clock.dataset.aware ?? '');
  const leftMs = due - Date.now();
  const isOver = leftMs <= 0;
  write('amount', formats.duration(Math.abs(leftMs)));
  hide('before', !isOver);
  hide('after', isOver);
  const advice = role('overdue');
  hide('overdue', !isOver || advice?.dataset.sent !== undefined);
  role('figure')?.setAttribute('class', `clock-figure ${toneOf(leftMs)}`);
  const bar = clock.querySelector('progress');
  if (bar === null) return;
  bar.value = Math.min(due - aware, Math.max(0, Date.now() - aware));
  bar.setAttribute('class', `clock-bar ${toneOf(leftMs)}`);
}

function toneOf(leftMs: number): string {
  if (leftMs <= 0) return 'bad';
  return leftMs < SOON_MS ? 'warn' : 'plain';
}

function write(name: string, text: string): void {
  const part = role(name);
  if (part !== null) part.textContent = text;
}

function hide(name: string, isHidden: boolean): void {
  const part = role(name);
  if (part !== null) part.hidden = isHidden;
}

/** Beside a field for a time in UTC: what it is in the reader's zone. */
function tellLocal(hint: HTMLElement): void {
  const input = document.querySelector<HTMLInputElement>(`#${hint.dataset.of ?? ''}`);
  const output = hint.querySelector('output');
  if (input === null || output === null || timeZone === 'UTC') return;
  const show = (): void => {
    hint.hidden = input.value === '';
    output.value = input.value === '' ? '' : formats.instant(`${input.value}Z`, timeZone);
  };
  input.addEventListener('input', show);
  show();
}

if (timeZone !== undefined && timeZone !== 'UTC') {
  hide('local', false);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-zone]')) {
    const place = new URL(link.href);
    place.searchParams.set('zone', timeZone);
    link.href = place.pathname + place.search;
  }
}
for (const hint of document.querySelectorAll<HTMLElement>('[data-role="local-time"]')) tellLocal(hint);
tick();
setInterval(tick, MINUTE_MS);
