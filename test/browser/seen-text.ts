import type { Locator } from 'playwright-core';

/** The text of a part as a reader sees it: without what is hidden. */
export function seenText(part: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: textContent also tells what nobody sees
  return part.innerText();
}
