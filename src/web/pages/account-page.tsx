import { visible } from '../../reports/visible.ts';
import { ControllersField, seenText } from '../admin/controllers-field.tsx';
import { Done } from '../admin/done.tsx';
import { onceOf } from '../admin/once.ts';
import { type Refusal, Refused } from '../admin/refused.tsx';
import { RoleField } from '../admin/role-field.tsx';
import type { Role } from '../admin/roles.ts';
import { ShownOncePage } from '../admin/shown-once.tsx';
import { TokenTable } from '../admin/token-table.tsx';
import { Layout } from '../layout/layout.tsx';
import { Select } from '../pieces/choices.tsx';
import { Field, PostForm, ReturnField } from '../pieces/form.tsx';
import { Pager } from '../pieces/pager.tsx';
import { Empty, PageHead, Section, Time } from '../pieces/pieces.tsx';
import type { Token } from '../shapes.ts';
import { THEMES, type Visit } from '../visit.ts';

/** What a form asked for that was refused. */
export interface WantedToken {
  readonly label: string;
  readonly role: Role;
  readonly controllers: readonly string[] | null;
  readonly days: string;
}

interface AccountProps {
  readonly visit: Visit;
  readonly tokens: { readonly items: readonly Token[]; readonly next: string | null };
  readonly known: readonly string[];
  readonly done: string | undefined;
  readonly wanted?: WantedToken;
  readonly passwordRefusal?: Refusal;
  readonly tokenRefusal?: Refusal;
}

/** The own account. */
export function AccountPage(props: AccountProps) {
  const { visit, done, passwordRefusal, tokenRefusal } = props;
  const words = visit.words.account;
  return (
    <Layout visit={visit} title={words.title}>
      <PageHead title={words.title}>
        <PostForm visit={visit} action="/sign-out">
          <button type="submit">{visit.words.shell.signOut}</button>
        </PostForm>
      </PageHead>
      <Done sentences={words.done} done={done} />
      <Refused visit={visit} refusal={passwordRefusal ?? tokenRefusal} />
      <Facts visit={visit} />
      <div class="columns">
        <Looks visit={visit} />
        <Password visit={visit} refusal={passwordRefusal} />
      </div>
      <Section id="tokens" title={words.tokens}>
        <p class="quiet">{words.tokensLead}</p>
        <OwnTokens {...props} />
      </Section>
      <Section id="make-token" title={words.makeToken}>
        <TokenForm {...props} />
      </Section>
    </Layout>
  );
}

function Facts({ visit }: { visit: Visit }) {
  const words = visit.words.account;
  if (visit.session === null) return null;
  const { user, expiresAt } = visit.session;
  return (
    <dl>
      <dt>{visit.words.users.name}</dt>
      <dd>{visible(user.name)}</dd>
      <dt>{visit.words.users.role}</dt>
      <dd>
        {visit.words.shell.roles[user.role]} – {visit.words.admin.roleMeans[user.role]}
      </dd>
      <dt>{visit.words.admin.sees}</dt>
      <dd>{seenText(visit, user.controllers)}</dd>
      <dt>{words.session}</dt>
      <dd>
        {words.until} <Time visit={visit} at={expiresAt} />
      </dd>
    </dl>
  );
}

function Looks({ visit }: { visit: Visit }) {
  const { account: words, shell, settings } = visit.words;
  return (
    <Section id="looks" title={words.looks}>
      <PostForm visit={visit} action="/preferences">
        <ReturnField path="/account?done=looks" />
        <Select
          name="language"
          label={shell.language}
          hint={words.languageHint}
          options={settings.languages}
          value={visit.language}
        />
        <Select
          name="theme"
          label={shell.theme}
          hint={words.themeHint}
          options={THEMES.map((theme) => ({ value: theme, text: shell.themes[theme] }))}
          value={visit.theme}
        />
        <p class="actions">
          <button type="submit">{visit.words.users.save}</button>
        </p>
      </PostForm>
    </Section>
  );
}

function Password({ visit, refusal }: { visit: Visit; refusal: Refusal | undefined }) {
  const words = visit.words.account;
  if (visit.session?.user.means !== 'local')
    return (
      <Section id="password" title={words.password}>
        <p class="quiet">{words.byProvider}</p>
      </Section>
    );
  const fresh = { type: 'password', autocomplete: 'new-password', minlength: 12, maxlength: 1000 } as const;
  const isOldWrong = refusal?.code === 'RP_WRONG_LOGIN';
  return (
    <Section id="password" title={words.password}>
      <PostForm visit={visit} action="/account/password">
        {/* Not shown: what password managers file the password under. */}
        <input
          type="text"
          name="username"
          value={visit.session.user.name}
          autocomplete="username"
          readonly
          hidden
        />
        <Field
          name="old"
          label={words.oldPassword}
          type="password"
          autocomplete="current-password"
          maxlength={1000}
          required
          invalid={isOldWrong}
        />
        <Field
          name="password"
          label={words.newPassword}
          hint={visit.words.signIn.newPasswordHint}
          {...fresh}
          required
          invalid={refusal !== undefined && !isOldWrong}
        />
        <Field
          name="repeated"
          label={words.repeated}
          {...fresh}
          required
          invalid={refusal?.code === 'not-repeated'}
        />
        <p class="hint">{words.passwordHint}</p>
        <p class="actions">
          <button type="submit">{words.changePassword}</button>
        </p>
      </PostForm>
    </Section>
  );
}

function OwnTokens({ visit, tokens }: AccountProps) {
  const words = visit.words.account;
  if (tokens.items.length === 0) return <Empty title={words.noTokens} advice={words.noTokensAdvice} />;
  return (
    <>
      <TokenTable visit={visit} tokens={tokens.items} back="/account" />
      <Pager visit={visit} path="/account" next={tokens.next} />
    </>
  );
}

function TokenForm({ visit, known, wanted }: AccountProps) {
  const words = visit.words.account;
  const own = visit.session!.user;
  return (
    <PostForm visit={visit} action="/account/tokens">
      <input type="hidden" name="once" value={onceOf()} />
      <Field
        name="label"
        label={words.label}
        hint={words.labelHint}
        value={wanted?.label ?? ''}
        autocomplete="off"
        maxlength={100}
        required
      />
      <RoleField visit={visit} value={wanted?.role ?? 'viewer'} most={own.role} />
      <Field
        name="days"
        label={words.days}
        hint={words.daysHint}
        type="number"
        value={wanted?.days ?? '90'}
        min={1}
        max={366}
        required
      />
      <ControllersField visit={visit} known={own.controllers ?? known} chosen={wanted?.controllers ?? null} />
      <p class="actions">
        <button type="submit" class="primary">
          {words.makeToken}
        </button>
      </p>
    </PostForm>
  );
}

interface MadeTokenProps {
  readonly visit: Visit;
  readonly made: { readonly token: Token; readonly secret: string };
  readonly isAgain: boolean;
}

/** A token that was just made, with its secret. */
export function MadeTokenPage({ visit, made, isAgain }: MadeTokenProps) {
  const words = visit.words.account;
  return (
    <ShownOncePage
      visit={visit}
      title={words.madeToken(visible(made.token.label))}
      advice={words.madeAdvice}
      label={words.secret}
      secret={isAgain ? null : made.secret}
      back={{ href: '/account', text: words.title }}
    >
      <p class="quiet">
        {words.until} <Time visit={visit} at={made.token.expiresAt} />
      </p>
    </ShownOncePage>
  );
}
