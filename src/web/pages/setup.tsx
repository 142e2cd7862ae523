import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { formBody } from '../form-body.ts';
import { LoneLayout } from '../layout/layout.tsx';
import { Field } from '../pieces/form.tsx';
import { Notice } from '../pieces/pieces.tsx';
import { refusalOf } from '../pieces/refusal.ts';
import { RefusedLink, SecretField } from '../pieces/secret-field.tsx';
import { render } from '../render.ts';
import type { PageContext, Visit, WebEnv } from '../visit.ts';

/** The first account, by the one-time link that was printed at the start: `/setup#<secret>`. */
export function registerSetup(pages: Hono<WebEnv>): void {
  pages.get('/setup', async (context) => {
    const visit = context.get('visit');
    const { needsSetup } = await answered(visit.client.GET('/session/ways'));
    return render(context, needsSetup ? <SetupPage visit={visit} /> : <IsSetUpPage visit={visit} />);
  });
  pages.post('/setup', setUp);
}

async function setUp(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const { secret = '', name = '', password = '' } = await formBody(context);
  try {
    await answered(visit.client.POST('/setup', { body: { secret: secret.trim(), name, password } }));
  } catch (failure) {
    const { status, reason } = refusalOf(failure);
    context.status(status);
    return render(context, <SetupPage visit={visit} name={name} secret={secret} reason={reason} />);
  }
  return context.redirect('/', 303);
}

/** For a link that somebody kept: nothing is asked for that would be refused. */
function IsSetUpPage({ visit }: { visit: Visit }) {
  const words = visit.words.signIn;
  return (
    <LoneLayout visit={visit} title={words.setupTitle} islands={['secret']}>
      <h1>{words.setupTitle}</h1>
      <Notice>
        <p>{words.isSetUp}</p>
        <p>{words.isSetUpAdvice}</p>
      </Notice>
      <p class="actions">
        <a class="button primary wide-button" href="/sign-in">
          {words.title}
        </a>
      </p>
    </LoneLayout>
  );
}

interface SetupProps {
  readonly visit: Visit;
  readonly name?: string;
  readonly secret?: string;
  readonly reason?: string;
}

function SetupPage({ visit, name = '', secret = '', reason }: SetupProps) {
  const words = visit.words.signIn;
  return (
    <LoneLayout visit={visit} title={words.setupTitle} islands={['secret']}>
      <h1>{words.setupTitle}</h1>
      <p class="quiet">{words.setupLead}</p>
      <p class="quiet">{words.setupSteps}</p>
      {reason !== undefined && <RefusedLink visit={visit} reason={reason} />}
      <form method="post" action="/setup">
        <SecretField visit={visit} hint={words.secretHint} value={secret} />
        <Field
          name="name"
          label={words.chosenName}
          hint={words.chosenNameHint}
          value={name}
          autocomplete="username"
          maxlength={100}
          required
        />
        <Field
          name="password"
          label={words.newPassword}
          hint={words.newPasswordHint}
          type="password"
          autocomplete="new-password"
          minlength={12}
          maxlength={1000}
          required
        />
        <p class="actions">
          <button type="submit" class="primary wide-button">
            {words.setupSubmit}
          </button>
        </p>
      </form>
    </LoneLayout>
  );
}
