import type { PropsWithChildren } from 'hono/jsx';
import { Layout } from '../layout/layout.tsx';
import { Empty, Notice, PageHead } from '../pieces/pieces.tsx';
import type { Visit } from '../visit.ts';

interface ShownOnceProps {
  readonly visit: Visit;
  readonly title: string;
  /** What the secret is, and what to do with it. */
  readonly advice: string;
  readonly label: string;
  /** Null: the same form was sent again, and it was shown then. */
  readonly secret: string | null;
  /** Where it can be made anew. */
  readonly back: { readonly href: string; readonly text: string };
}

/**
 * The answer to a form that made a secret: the only page that ever has it. It is no address, so neither the history nor a
 * bookmark leads back to it, and `render` lets nothing keep it. Children: facts of what was made.
 */
export function ShownOncePage({ children, ...props }: PropsWithChildren<ShownOnceProps>) {
  const { visit, title, advice, label, secret, back } = props;
  const words = visit.words.admin;
  return (
    <Layout
      visit={{ ...visit, path: back.href }}
      title={title}
      current="settings"
      islands={secret === null ? [] : ['copy']}
    >
      <PageHead title={title} kicker={back} />
      {secret === null ? (
        <Empty title={words.shownAlready} advice={words.shownAlreadyAdvice} />
      ) : (
        <>
          <Notice tone="warn" isAnswer>
            <p>{words.onlyOnce}</p>
          </Notice>
          <p>{advice}</p>
          <Secret visit={visit} label={label} secret={secret} />
        </>
      )}
      {children}
      <p class="actions">
        <a class="button" href={back.href}>
          {words.isKept}
        </a>
      </p>
    </Layout>
  );
}

/** To be marked by hand; the island adds the button. */
function Secret({ visit, label, secret }: { visit: Visit; label: string; secret: string }) {
  const words = visit.words.admin;
  return (
    <div class="field secret" data-island="copy">
      <label for="field-shown">{label}</label>
      <div class="beside">
        <input id="field-shown" class="code" readonly value={secret} autocomplete="off" spellcheck={false} />
        <button type="button" class="primary" hidden>
          {words.copy}
        </button>
      </div>
      <output data-copied={words.copied} data-marked={words.marked} />
    </div>
  );
}
