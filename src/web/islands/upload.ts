// Uploads suspects: chosen in the form, or dropped anywhere on the page.
import { UploadForm } from './upload/upload-form.ts';
import { uploadSuspect } from './upload/upload-suspect.ts';

const element = document.querySelector<HTMLFormElement>('form[data-island="upload"]');
const input = element?.querySelector<HTMLInputElement>('input[type="file"]');
const status = element?.querySelector<HTMLElement>('[data-role="status"]');
if (element && input && status) serve(element, new UploadForm(element, input, status));

function serve(element: HTMLFormElement, form: UploadForm): void {
  let isBusy = false;
  const take = (files: FileList | null | undefined): void => {
    const [file] = files ?? [];
    if (file === undefined || isBusy) return;
    isBusy = true;
    form.reveal();
    void uploadSuspect(form, file).finally(() => {
      isBusy = false;
      // The same file may be chosen again.
      form.input.value = '';
    });
  };
  form.input.addEventListener('change', () => take(form.input.files));
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    take(form.input.files);
  });
  takeDrops(form, take);
}

function takeDrops(form: UploadForm, take: (files: FileList | undefined) => void): void {
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Without it the browser would leave the page and open the file.
    event.preventDefault();
    form.reveal();
    form.markDragged(true);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) form.markDragged(false);
  });
  document.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    form.markDragged(false);
    take(event.dataTransfer.files);
  });
}
