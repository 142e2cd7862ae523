import type { PropsWithChildren } from 'hono/jsx';
import { visible } from '../../reports/visible.ts';
import { CsrfField } from '../pieces/form.tsx';
import { mayUpload } from '../pieces/may.ts';
import { UploadTray } from '../pieces/upload-form.tsx';
import type { Visit } from '../visit.ts';
import { Footer } from './footer.tsx';
import { Head } from './head.tsx';
import { Icon } from './icon.tsx';
import { type LinkId, Links } from './links.tsx';

interface LayoutProps {
  readonly visit: Visit;
  /** Of the window, and of the history: what tells this page apart comes first. */
  readonly title: string;
  /** Where in the navigation it stands. */
  readonly current?: LinkId;
  /** Islands that the page needs besides the shell: 'run'. */
  readonly islands?: readonly string[];
  /** Whether the page has its own form for uploads: there is one at most. */
  readonly hasUpload?: boolean;
}

/** A whole page for who is signed in. Give its content as children, an `<h1>` first. */
export function Layout({ children, ...props }: PropsWithChildren<LayoutProps>) {
  const { visit, title, current, islands = [], hasUpload = false } = props;
  const tray = mayUpload(visit) && !hasUpload;
  return (
    <html lang={visit.language} data-theme={visit.theme}>
      <Head visit={visit} title={title} islands={[...islands, ...(tray ? ['upload'] : [])]} />
      <body>
        <SkipLink visit={visit} />
        <div class="frame">
          <Side visit={visit} current={current} />
          <div class="content">
            <Top visit={visit} current={current} />
            <main id="main" tabindex={-1}>
              {children}
            </main>
            <Footer visit={visit} />
          </div>
        </div>
        {tray && <UploadTray visit={visit} />}
      </body>
    </html>
  );
}

/** A page for who is not signed in: one narrow column. */
export function LoneLayout({ children, visit, title, islands = [] }: PropsWithChildren<LayoutProps>) {
  return (
    <html lang={visit.language} data-theme={visit.theme}>
      <Head visit={visit} title={title} islands={islands} />
      <body>
        <SkipLink visit={visit} />
        <div class="alone">
          <main id="main" tabindex={-1}>
            <Brand visit={visit} />
            {children}
          </main>
          <Footer visit={visit} />
        </div>
      </body>
    </html>
  );
}

function SkipLink({ visit }: { visit: Visit }) {
  return (
    <a class="skip" href="#main">
      {visit.words.shell.skip}
    </a>
  );
}

function Brand({ visit }: { visit: Visit }) {
  return (
    <a class="brand" href="/">
      <Icon name="brand" size={26} />
      {visit.words.shell.product}
    </a>
  );
}

/** At the left of a wide screen. */
function Side({ visit, current }: { visit: Visit; current: LinkId | undefined }) {
  return (
    <header class="side">
      <div class="side-inner">
        <Brand visit={visit} />
        <nav aria-label={visit.words.shell.navigation}>
          <Links visit={visit} current={current} />
        </nav>
        <Who visit={visit} />
      </div>
    </header>
  );
}

/** On a narrow screen, where the side is not shown: the same behind a menu that needs no script. */
function Top({ visit, current }: { visit: Visit; current: LinkId | undefined }) {
  return (
    <header class="top">
      <Brand visit={visit} />
      <details>
        <summary>
          <Icon name="menu" />
          {visit.words.shell.menu}
        </summary>
        <nav aria-label={visit.words.shell.navigation}>
          <Links visit={visit} current={current} />
          <Who visit={visit} />
        </nav>
      </details>
    </header>
  );
}

function Who({ visit }: { visit: Visit }) {
  const { session, words } = visit;
  if (session === null) return null;
  return (
    <form class="who" method="post" action="/sign-out">
      <CsrfField visit={visit} />
      <a href="/account">
        <strong>{visible(session.user.name)}</strong>
      </a>
      {words.shell.roles[session.user.role]}{' '}
      <button type="submit" class="plain">
        {words.shell.signOut}
      </button>
    </form>
  );
}
