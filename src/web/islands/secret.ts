// The secret of a one-time link goes from the address into the form, and out of the history.

const part = document.querySelector<HTMLElement>('[data-island="secret"]');
const input = part?.querySelector<HTMLInputElement>('input[name="secret"]') ?? null;
const secret =
  decodeURIComponent(location.hash.slice(1)) || (new URLSearchParams(location.search).get('secret') ?? '');

if (secret !== '') {
  if (input !== null) input.value = secret;
  history.replaceState(null, '', location.pathname);
}
// Also after a refused try, which sends the secret back in the form.
if (part !== null && input !== null && input.value !== '') part.hidden = true;

export {};
