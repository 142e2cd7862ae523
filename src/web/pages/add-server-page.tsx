import { Layout } from '../layout/layout.tsx';
import { Field, PostForm } from '../pieces/form.tsx';
import { MandateForm } from '../pieces/mandate-form.tsx';
import { may } from '../pieces/may.ts';
import { Named } from '../pieces/named.tsx';
import { Notice, PageHead, Section } from '../pieces/pieces.tsx';
import { type Refusal, Refused } from '../pieces/refused.tsx';
import { Choice } from '../pieces/text-area.tsx';
import type { Mandate } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** Mandates that are named above the form. */
const MOST_NAMED = 50;

interface AddServerProps {
  readonly visit: Visit;
  readonly mandates: readonly Mandate[];
  readonly entered?: Readonly<Record<string, string>>;
  readonly refusal?: Refusal;
}

/** The form for a new server: the mandate first, and why there is one. */
export function AddServerPage({ visit, mandates, entered = {}, refusal }: AddServerProps) {
  const words = visit.words.servers;
  const holding = mandates.filter(({ holds }) => holds);
  const { title, advice } = visit.words.problems[403];
  return (
    <Layout visit={visit} title={words.add} current="endpoints">
      <PageHead title={words.add} lead={words.addLead} kicker={{ href: '/endpoints', text: words.back }} />
      <Refused title={words.refused} refusal={refusal} />
      {may(visit, 'admin') ? (
        <>
          <MandateStep visit={visit} holding={holding} />
          <Section id="server" title={words.stepServer}>
            <ServerForm visit={visit} entered={entered} />
          </Section>
        </>
      ) : (
        <Notice tone="warn">
          <p>
            {title}. {advice}
          </p>
        </Notice>
      )}
    </Layout>
  );
}

function MandateStep({ visit, holding }: { visit: Visit; holding: readonly Mandate[] }) {
  const words = visit.words.servers;
  return (
    <Section
      id="mandate"
      title={words.stepMandate}
      more={{ href: '/scope', text: visit.words.shell.showAll }}
    >
      <p>{words.scopeWhy}</p>
      {holding.length === 0 ? (
        <Notice tone="warn">
          <p>{words.noMandate}</p>
        </Notice>
      ) : (
        <>
          <h3>{words.covered}</h3>
          <ul>
            {holding.slice(0, MOST_NAMED).map(({ target, owner }) => (
              <li>
                <Named text={target} />{' '}
                <span class="quiet">
                  <Named text={owner} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <details open={holding.length === 0}>
        <summary>{words.addMandate}</summary>
        <MandateForm visit={visit} next="/watch-server" />
      </details>
    </Section>
  );
}

function ServerForm({ visit, entered }: { visit: Visit; entered: Readonly<Record<string, string>> }) {
  const words = visit.words.servers;
  const value = (name: string) => (entered[name] === undefined ? {} : { value: entered[name] });
  return (
    <PostForm visit={visit} action="/watch-server">
      <Field
        name="url"
        label={words.addAddress}
        hint={words.addAddressHint}
        maxlength={2000}
        required
        {...value('url')}
      />
      <Field
        name="name"
        label={words.addName}
        hint={words.addNameHint}
        maxlength={100}
        required
        {...value('name')}
      />
      <Field
        name="every"
        label={words.addEvery}
        hint={words.addEveryHint}
        maxlength={100}
        {...value('every')}
      />
      <Field
        name="timeZone"
        label={words.addZone}
        hint={words.addZoneHint}
        maxlength={100}
        {...value('timeZone')}
      />
      <details>
        <summary>{words.optional}</summary>
        <Field name="jitterMinutes" label={words.addJitter} type="number" {...value('jitterMinutes')} />
        <Field
          name="loginFile"
          label={words.addLogin}
          hint={words.addLoginHint}
          maxlength={4096}
          autocomplete="off"
          {...value('loginFile')}
        />
        <Choice name="clearText" label={words.addClearText} checked={entered.clearText === 'yes'} />
        <Field
          name="acceptedCertificate"
          label={words.addCertificate}
          hint={words.addCertificateHint}
          maxlength={100}
          {...value('acceptedCertificate')}
        />
        <Choice name="listsOnly" label={words.addListsOnly} checked={entered.listsOnly === 'yes'} />
        <Field
          name="extractsEndAt"
          label={words.addEnds}
          hint={words.addEndsHint}
          type="date"
          {...value('extractsEndAt')}
        />
        <Field name="staleAfterDays" label={words.addStale} type="number" {...value('staleAfterDays')} />
      </details>
      <p class="actions">
        <button type="submit" class="primary">
          {words.addSubmit}
        </button>
      </p>
    </PostForm>
  );
}
