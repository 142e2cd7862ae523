import { visible } from '../../reports/visible.ts';
import { ControllersField } from '../admin/controllers-field.tsx';
import { Done } from '../admin/done.tsx';
import { onceOf } from '../admin/once.ts';
import { type Refusal, Refused } from '../admin/refused.tsx';
import { RoleField } from '../admin/role-field.tsx';
import { UserBadge } from '../admin/user-badge.tsx';
import { Layout } from '../layout/layout.tsx';
import { Confirm } from '../pieces/confirm.tsx';
import { PostForm } from '../pieces/form.tsx';
import { Notice, PageHead, Section, Time } from '../pieces/pieces.tsx';
import type { User } from '../shapes.ts';
import type { Visit } from '../visit.ts';

interface UserProps {
  readonly visit: Visit;
  readonly user: User;
  readonly known: readonly string[];
  readonly refusal?: Refusal | undefined;
  readonly done?: string | undefined;
}

/** One account: what it may do and see, and taking that away. */
export function UserPage({ visit, user, known, refusal, done }: UserProps) {
  const words = visit.words.users;
  const name = visible(user.name);
  return (
    <Layout visit={visit} title={name} current="settings">
      <PageHead title={name} kicker={{ href: '/users', text: words.title }} />
      <Done sentences={words.done} done={done} />
      <Refused visit={visit} refusal={refusal} />
      <Facts visit={visit} user={user} />
      {user.id === visit.session?.user.id && (
        <Notice tone="warn">
          <p>{words.isYou}</p>
        </Notice>
      )}
      <Section id="rights" title={words.rights}>
        <p class="quiet">{words.rightsLead}</p>
        <PostForm visit={visit} action={`/users/${user.id}`}>
          <RoleField visit={visit} value={user.role} />
          <ControllersField visit={visit} known={known} chosen={user.controllers} />
          <p class="actions">
            <button type="submit" class="primary">
              {words.save}
            </button>
          </p>
        </PostForm>
      </Section>
      <Section id="entry" title={words.entry}>
        <Entry visit={visit} user={user} />
      </Section>
    </Layout>
  );
}

function Facts({ visit, user }: { visit: Visit; user: User }) {
  const words = visit.words.users;
  return (
    <>
      <dl>
        <dt>{words.state}</dt>
        <dd>
          <UserBadge visit={visit} state={user.state} />
        </dd>
        <dt>{words.means}</dt>
        <dd>{words.meansOf[user.means]}</dd>
        <dt>{words.since}</dt>
        <dd>
          <Time visit={visit} at={user.createdAt} />
        </dd>
        <dt>{words.lastSeen}</dt>
        <dd>
          {user.lastSeenAt === null ? visit.words.admin.never : <Time visit={visit} at={user.lastSeenAt} />}
        </dd>
      </dl>
      {user.state === 'locked' && (
        <Notice tone="warn">
          <p>{words.locked}</p>
        </Notice>
      )}
      <p>
        <a href={`/audit?actor=${encodeURIComponent(user.name)}`}>{words.inAudit(visible(user.name))}</a>
      </p>
    </>
  );
}

/** Ways in: a new link, and taking the account out of use. */
function Entry({ visit, user }: { visit: Visit; user: User }) {
  const words = visit.words.users;
  const name = visible(user.name);
  if (user.state === 'disabled')
    return (
      <PostForm visit={visit} action={`/users/${user.id}/state`}>
        <p>{words.disabledLead}</p>
        <input type="hidden" name="state" value="active" />
        <button type="submit">{words.enable}</button>
      </PostForm>
    );
  return (
    <>
      {user.means === 'local' && (
        <Confirm
          visit={visit}
          action={`/users/${user.id}/reset`}
          label={words.reset}
          what={words.resetWhat(name)}
          submit={words.resetSubmit}
        >
          <input type="hidden" name="once" value={onceOf()} />
        </Confirm>
      )}
      <Confirm
        visit={visit}
        action={`/users/${user.id}/state`}
        label={words.disable}
        what={words.disableWhat(name)}
        submit={words.disableSubmit(name)}
      >
        <input type="hidden" name="state" value="disabled" />
      </Confirm>
    </>
  );
}
