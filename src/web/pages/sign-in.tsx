import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { ProblemError } from '../../client/problem-error.ts';
import { visible } from '../../reports/visible.ts';
import { formBody } from '../form-body.ts';
import { LoneLayout } from '../layout/layout.tsx';
import { Field, ReturnField } from '../pieces/form.tsx';
import { Notice } from '../pieces/pieces.tsx';
import { render } from '../render.ts';
import { safeReturn } from '../return-path.ts';
import type { SignInWays } from '../shapes.ts';
import type { PageContext, Visit, WebEnv } from '../visit.ts';

/** Sign in and out. */
export function registerSignIn(pages: Hono<WebEnv>): void {
  pages.get('/sign-in', async (context) => {
    const visit = context.get('visit');
    const next = safeReturn(context.req.query('next'));
    if (visit.session !== null) return context.redirect(next, 303);
    const ways = await waysOf(visit);
    const isProviderRefused = context.req.query('problem') === 'provider';
    return render(context, <SignInPage {...{ visit, ways, next, isProviderRefused }} />);
  });
  pages.post('/sign-in', signIn);
  pages.post('/sign-out', async (context) => {
    await answered(context.get('visit').client.DELETE('/session'));
    return context.redirect('/sign-in', 303);
  });
}

async function signIn(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const { name = '', password = '', next } = await formBody(context);
  try {
    await answered(visit.client.POST('/session', { body: { name, password } }));
  } catch (failure) {
    if (!(failure instanceof ProblemError) || failure.problem.status >= 500) throw failure;
    const refused = failure.problem.status === 429 ? 429 : 401;
    context.status(refused);
    const props = { visit, ways: await waysOf(visit), next: safeReturn(next), name, refused } as const;
    return render(context, <SignInPage {...props} />);
  }
  return context.redirect(safeReturn(next), 303);
}

function waysOf(visit: Visit): Promise<SignInWays> {
  return answered(visit.client.GET('/session/ways'));
}

interface SignInProps {
  readonly visit: Visit;
  readonly ways: SignInWays;
  readonly next: string;
  readonly name?: string;
  readonly refused?: 401 | 429;
  /** Whether the organisation's provider did not vouch for whoever comes back from it. */
  readonly isProviderRefused?: boolean;
}

function SignInPage({ visit, ways, next, name = '', refused, isProviderRefused = false }: SignInProps) {
  const words = visit.words.signIn;
  return (
    <LoneLayout visit={visit} title={words.title}>
      <h1>{words.title}</h1>
      {ways.needsSetup && (
        <Notice>
          <p>{words.nobody}</p>
        </Notice>
      )}
      {refused !== undefined && (
        <Notice tone="bad" isAnswer>
          <p>{refused === 429 ? words.tooMany : words.wrong}</p>
        </Notice>
      )}
      {isProviderRefused && (
        <Notice tone="bad" isAnswer>
          <p>{words.providerRefused}</p>
        </Notice>
      )}
      <form method="post" action="/sign-in">
        <ReturnField path={next} />
        <Field
          name="name"
          label={words.name}
          value={name}
          autocomplete="username"
          maxlength={100}
          required
          invalid={refused === 401}
        />
        <Field
          name="password"
          label={words.password}
          type="password"
          autocomplete="current-password"
          maxlength={1000}
          required
          invalid={refused === 401}
        />
        <p class="actions">
          <button type="submit" class="primary wide-button">
            {words.submit}
          </button>
        </p>
      </form>
      {ways.oidc !== null && <OtherWay visit={visit} oidc={ways.oidc} next={next} />}
    </LoneLayout>
  );
}

interface OtherWayProps {
  readonly visit: Visit;
  readonly oidc: { readonly label: string; readonly href: string };
  readonly next: string;
}

function OtherWay({ visit, oidc, next }: OtherWayProps) {
  const words = visit.words.signIn;
  return (
    <>
      <p class="or">{words.or}</p>
      <a class="button wide-button" href={`${oidc.href}?${new URLSearchParams({ to: next })}`}>
        {words.oidc(visible(oidc.label))}
      </a>
    </>
  );
}
