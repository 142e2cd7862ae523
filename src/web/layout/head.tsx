import type { Visit } from '../visit.ts';

/** Style, scripts and what islands read: all of it ours, none of it inline. */
export function Head({ visit, title, islands }: { visit: Visit; title: string; islands: readonly string[] }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content={visit.theme === 'auto' ? 'light dark' : visit.theme} />
      {visit.session !== null && <meta name="csrf" content={visit.session.csrf} />}
      <title>{`${title} · ${visit.words.shell.product}`}</title>
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={visit.asset('style/app.css')} />
      {['shell', ...islands].map((island) => (
        <script type="module" src={visit.asset(`islands/${island}.ts`)} />
      ))}
    </head>
  );
}
