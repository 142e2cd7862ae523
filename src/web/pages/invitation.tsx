import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { formBody } from '../form-body.ts';
import { LoneLayout } from '../layout/layout.tsx';
import { Field } from '../pieces/form.tsx';
import { refusalOf } from '../pieces/refusal.ts';
import { RefusedLink, SecretField } from '../pieces/secret-field.tsx';
import { render } from '../render.ts';
import type { PageContext, Visit, WebEnv } from '../visit.ts';

/** Setting a password by the link of an invitation or of a reset: `/invitation#<secret>`. */
export function registerInvitation(pages: Hono<WebEnv>): void {
  pages.get('/invitation', (context) => render(context, <InvitationPage visit={context.get('visit')} />));
  pages.post('/invitation', accept);
}

async function accept(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const { secret = '', password = '' } = await formBody(context);
  try {
    await answered(visit.client.POST('/invitations', { body: { secret: secret.trim(), password } }));
  } catch (failure) {
    const { status, reason } = refusalOf(failure);
    context.status(status);
    return render(context, <InvitationPage visit={visit} secret={secret} reason={reason} />);
  }
  return context.redirect('/', 303);
}

function InvitationPage({ visit, secret = '', reason }: { visit: Visit; secret?: string; reason?: string }) {
  const words = visit.words.signIn;
  return (
    <LoneLayout visit={visit} title={words.invitationTitle} islands={['secret']}>
      <h1>{words.invitationTitle}</h1>
      <p class="quiet">{words.invitationLead}</p>
      {reason !== undefined && <RefusedLink visit={visit} reason={reason} />}
      <form method="post" action="/invitation">
        <SecretField visit={visit} hint={words.invitationSecretHint} value={secret} />
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
            {words.invitationSubmit}
          </button>
        </p>
      </form>
    </LoneLayout>
  );
}
