import { Icon } from '../layout/icon.tsx';
import type { Visit } from '../visit.ts';
import { CsrfField } from './form.tsx';

/** The form that takes a suspect; its island uploads. Its sentences are attributes, so that the island has no language. */
export function UploadForm({ visit }: { visit: Visit }) {
  const { upload } = visit.words;
  return (
    <form class="drop" data-island="upload" {...textAttributes(upload.texts)}>
      <Icon name="check" size={36} />
      <CsrfField visit={visit} />
      <div class="field">
        <label for="suspect-file">{upload.drop}</label>
        <input id="suspect-file" type="file" name="file" aria-label={upload.choose} />
      </div>
      <output data-role="status" />
      <progress data-role="progress" max={1} value={0} aria-label={upload.label} hidden />
      <noscript>
        <p class="quiet">{upload.noScript}</p>
      </noscript>
    </form>
  );
}

/** The same on pages that are about something else: hidden until a file is dragged over the page. */
export function UploadTray({ visit }: { visit: Visit }) {
  const { upload } = visit.words;
  return (
    <aside class="tray" data-role="tray" hidden aria-label={visit.words.check.title}>
      <form data-island="upload" {...textAttributes(upload.texts)}>
        <CsrfField visit={visit} />
        <p>{upload.drop}</p>
        <input type="file" name="file" aria-label={upload.choose} />
        <output data-role="status" />
        <progress data-role="progress" max={1} value={0} aria-label={upload.label} hidden />
      </form>
    </aside>
  );
}

function textAttributes(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`data-text-${name}`, text]));
}
