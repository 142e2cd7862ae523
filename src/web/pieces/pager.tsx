import type { Visit } from '../visit.ts';

/** The link to the next page of a list; `query` is what the list was asked with besides the cursor. */
export function Pager({
  visit,
  path,
  next,
  query = {},
}: {
  visit: Visit;
  path: string;
  next: string | null;
  query?: Readonly<Record<string, string | undefined>>;
}) {
  const isLater = visit.path.includes('cursor=');
  if (next === null && !isLater) return null;
  return (
    <nav class="actions more" aria-label={visit.words.shell.more}>
      {isLater && <a href={linkTo(path, query)}>{visit.words.shell.first}</a>}
      {next !== null && (
        <a class="button" href={linkTo(path, { ...query, cursor: next })}>
          {visit.words.shell.more}
        </a>
      )}
    </nav>
  );
}

function linkTo(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') parameters.set(name, value);
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
