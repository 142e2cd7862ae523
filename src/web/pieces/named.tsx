import { visible } from '../../reports/visible.ts';

/** Signs of a name that are shown in a list: names on servers are as long as their owner likes. */
const MOST_SIGNS = 160;
/** Of a name that is cut, so much of its end: it often tells more than its middle. */
const END_SIGNS = 48;
/** Signs of a name that is told in whole when asked for. */
const MOST_TOLD = 4096;

/** A name that somebody else chose, on one line, cut in its middle where it is long; the whole is its title. */
export function Named({ text }: { text: string }) {
  const short = shortened(text);
  return (
    <bdi class="name" title={short.includes('…') ? visible(text.slice(0, MOST_TOLD)) : undefined}>
      {short}
    </bdi>
  );
}

/** The same as a text, for labels and sentences. */
export function shortened(text: string): string {
  const signs = Array.from(visible(text.slice(0, MOST_TOLD)));
  if (signs.length <= MOST_SIGNS && text.length <= MOST_TOLD) return signs.join('');
  const end = Array.from(visible(text.slice(-END_SIGNS))).slice(-END_SIGNS);
  return `${signs.slice(0, MOST_SIGNS - END_SIGNS).join('')}…${end.join('')}`;
}
