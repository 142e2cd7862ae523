import { Notice } from '../pieces/pieces.tsx';
import type { PageContext } from '../visit.ts';

/** The sentence for what was just done, by `?done=`; nothing where the address says something of its own. */
export function Done({
  sentences,
  done,
}: {
  sentences: Readonly<Record<string, string>>;
  done: string | undefined;
}) {
  if (done === undefined || !Object.hasOwn(sentences, done)) return null;
  return (
    <Notice tone="good" isAnswer>
      <p>{sentences[done]}</p>
    </Notice>
  );
}

/** What the address says was done. */
export function doneOf(context: PageContext): string | undefined {
  return context.req.query('done');
}
