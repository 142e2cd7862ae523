// On every page: times in the reader's zone, countdowns, questions before what cannot be undone, files that are dropped.
import { formatsOf } from '../formats.ts';
import { languageOfPage } from './parts/language.ts';

const formats = formatsOf(languageOfPage());
const SECOND = 1000;

function showLocalTimes(): void {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
    time.title = time.textContent?.trim() ?? '';
    time.textContent = formats.instant(time.dateTime, timeZone);
  }
}

function countDown(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-countdown]'))
    time.textContent = formats.duration(Date.parse(time.dateTime) - Date.now());
}

function askFirst(): void {
  document.addEventListener('submit', (event) => {
    const question = (event.target as HTMLElement).dataset.confirm;
    if (question !== undefined && !window.confirm(question)) event.preventDefault();
  });
}

/** Shows where a dragged file goes: the form of the page, or the tray. A file beside it must not replace the page. */
function welcomeFiles(): void {
  const tray = document.querySelector<HTMLElement>('[data-role="tray"]');
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const mark = (isDragging: boolean) => {
    document.documentElement.classList.toggle('dragging', isDragging);
    if (tray !== null && (isDragging || isIdle(tray))) tray.hidden = !isDragging;
  };
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  document.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    document.documentElement.classList.remove('dragging');
    if (tray !== null) tray.hidden = false;
  });
}

/** Nothing is said in it: nothing is uploaded. */
function isIdle(tray: HTMLElement): boolean {
  return (tray.querySelector('output')?.textContent?.trim() ?? '') === '';
}

showLocalTimes();
countDown();
setInterval(countDown, SECOND);
askFirst();
welcomeFiles();
