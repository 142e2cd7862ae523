import type { Hono } from 'hono';
import { Layout } from '../layout/layout.tsx';
import { PageHead, Section } from '../pieces/pieces.tsx';
import { render } from '../render.ts';
import type { Visit, WebEnv } from '../visit.ts';

/** A short guide, for those who use the pages. */
export function registerHelp(pages: Hono<WebEnv>): void {
  pages.get('/help', (context) => render(context, <HelpPage visit={context.get('visit')} />));
}

/** Where each guide begins. */
const GUIDES = [
  { id: 'analyst', href: '/check' },
  { id: 'scheduler', href: '/endpoints' },
  { id: 'responder', href: '/cases' },
] as const;

function HelpPage({ visit }: { visit: Visit }) {
  const words = visit.words.help;
  return (
    <Layout visit={visit} title={words.title} current="help">
      <PageHead title={words.title} lead={words.lead} />
      {GUIDES.map(({ id, href }) => (
        <Section id={id} title={words.guides[id].title} more={{ href, text: words.guides[id].begin }}>
          <p>{words.guides[id].lead}</p>
          <ol>
            {words.guides[id].steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </Section>
      ))}
      <Terms id="words" title={words.wordsTitle} terms={words.terms} />
      <Terms id="keys" title={words.keysTitle} lead={words.keysLead} terms={words.keys} />
      <Section id="scripts" title={words.scriptsTitle}>
        <p>{words.scripts}</p>
        <p class="actions">
          <a class="button" href="/api/docs">
            {words.docs}
          </a>
          <a class="button" href="/account#make-token">
            {visit.words.account.makeToken}
          </a>
        </p>
      </Section>
    </Layout>
  );
}

interface TermsProps {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly terms: readonly { readonly term: string; readonly means: string }[];
}

function Terms({ id, title, lead, terms }: TermsProps) {
  return (
    <Section id={id} title={title}>
      {lead !== undefined && <p>{lead}</p>}
      <dl>{terms.map(({ term, means }) => [<dt>{term}</dt>, <dd>{means}</dd>])}</dl>
    </Section>
  );
}
