// A secret that is shown once: a button that copies it, or marks it where the browser does not let a page copy.

const part = document.querySelector<HTMLElement>('[data-island="copy"]');
const input = part?.querySelector('input') ?? null;
const button = part?.querySelector('button') ?? null;
const output = part?.querySelector('output') ?? null;

async function copy(text: string): Promise<boolean> {
  try {
    // There is no clipboard for pages that came by plain http from elsewhere.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

if (input !== null && button !== null && output !== null) {
  button.hidden = false;
  button.addEventListener('click', () => {
    void copy(input.value).then((isCopied) => {
      if (!isCopied) input.select();
      output.textContent = (isCopied ? output.dataset.copied : output.dataset.marked) ?? '';
    });
  });
}

export {};
