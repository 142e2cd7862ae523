/** What an upload form says: `data-text-…` attributes of the form. */
export type FormText =
  | 'hashing'
  | 'uploading'
  | 'resuming'
  | 'complete'
  | 'seen'
  | 'open-report'
  | 'check-anyway'
  | 'failed'
  | 'retry'
  | 'cancel'
  | 'cancelled'
  | 'too-large'
  | 'empty'
  | 'starting';

/** The parts of a form with `data-island="upload"` that an upload shows itself in. It has no language of its own. */
export class UploadForm {
  readonly #form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly #status: HTMLElement;
  readonly #progress: HTMLProgressElement | null;
  readonly #actions = document.createElement('span');

  constructor(form: HTMLFormElement, input: HTMLInputElement, status: HTMLElement) {
    this.#form = form;
    this.input = input;
    this.#status = status;
    this.#progress = form.querySelector('progress');
    this.#actions.dataset.role = 'actions';
    status.after(this.#actions);
  }

  /** Say something; with a part from 0 to 1, how far it is. */
  say(text: FormText, part01: number | null = null): void {
    const words = this.#text(text);
    // Only what changes: a screen reader reads the status whenever it is written.
    if (this.#status.textContent !== words) this.#status.textContent = words;
    if (this.#progress === null) return;
    this.#progress.hidden = part01 === null;
    if (part01 !== null) this.#progress.value = part01;
  }

  /** Offer what can be done now, instead of what was offered before. */
  offer(...actions: readonly HTMLElement[]): void {
    this.#actions.replaceChildren(...actions);
  }

  button(text: FormText, onClick: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = this.#text(text);
    button.addEventListener('click', onClick);
    return button;
  }

  link(text: FormText, href: string): HTMLAnchorElement {
    const link = document.createElement('a');
    link.href = href;
    link.textContent = this.#text(text);
    return link;
  }

  /** Show a form that waits for files to be dragged. */
  reveal(): void {
    const tray = this.#form.closest<HTMLElement>('[data-role="tray"]');
    if (tray !== null) tray.hidden = false;
  }

  /** Tell the page: 'rowprint:upload' with what is known. */
  tell(detail: { readonly state: string; readonly suspect?: string; readonly run?: string }): void {
    this.#form.dispatchEvent(new CustomEvent('rowprint:upload', { bubbles: true, detail }));
  }

  markDragged(isDragged: boolean): void {
    this.#form.toggleAttribute('data-dragged', isDragged);
  }

  #text(text: FormText): string {
    return this.#form.getAttribute(`data-text-${text}`) ?? '';
  }
}
