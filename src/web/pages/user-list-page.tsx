import { visible } from '../../reports/visible.ts';
import { AdminTabs } from '../admin/admin-tabs.tsx';
import { ControllersField, seenText } from '../admin/controllers-field.tsx';
import { onceOf } from '../admin/once.ts';
import { type Refusal, Refused } from '../admin/refused.tsx';
import { RoleField } from '../admin/role-field.tsx';
import type { Role } from '../admin/roles.ts';
import { UserBadge } from '../admin/user-badge.tsx';
import { Layout } from '../layout/layout.tsx';
import { Field, PostForm } from '../pieces/form.tsx';
import { Pager } from '../pieces/pager.tsx';
import { PageHead, Section, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { User } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** What a form asked for that was refused. */
export interface WantedUser {
  readonly name: string;
  readonly role: Role;
  readonly controllers: readonly string[] | null;
}

interface UserListProps {
  readonly visit: Visit;
  readonly users: { readonly items: readonly User[]; readonly next: string | null };
  readonly known: readonly string[];
  readonly wanted?: WantedUser | undefined;
  readonly refusal?: Refusal | undefined;
}

/** All accounts by name, and a form to invite one more. */
export function UserListPage({ visit, users, known, wanted, refusal }: UserListProps) {
  const words = visit.words.users;
  return (
    <Layout visit={visit} title={words.title} current="settings">
      <PageHead title={words.title} lead={words.lead}>
        <a class="button" href="#invite">
          {words.invite}
        </a>
      </PageHead>
      <AdminTabs visit={visit} current="users" />
      <Refused visit={visit} refusal={refusal} />
      <UserTable visit={visit} users={users.items} />
      <Pager visit={visit} path="/users" next={users.next} />
      <Section id="invite" title={words.invite}>
        <p class="quiet">{words.inviteLead}</p>
        <InviteForm visit={visit} known={known} wanted={wanted} />
      </Section>
    </Layout>
  );
}

function UserTable({ visit, users }: { visit: Visit; users: readonly User[] }) {
  const words = visit.words.users;
  return (
    <CardTable
      caption={words.title}
      rows={users}
      columns={[
        { label: words.name, cell: (user) => <a href={`/users/${user.id}`}>{visible(user.name)}</a> },
        { label: words.role, cell: (user) => visit.words.shell.roles[user.role] },
        { label: visit.words.admin.sees, cell: (user) => seenText(visit, user.controllers) },
        { label: words.state, cell: (user) => <UserBadge visit={visit} state={user.state} /> },
        {
          label: words.lastSeen,
          cell: ({ lastSeenAt }) =>
            lastSeenAt === null ? visit.words.admin.never : <Time visit={visit} at={lastSeenAt} />,
        },
      ]}
    />
  );
}

function InviteForm({ visit, known, wanted }: Pick<UserListProps, 'visit' | 'known' | 'wanted'>) {
  const words = visit.words.users;
  return (
    <PostForm visit={visit} action="/users">
      <input type="hidden" name="once" value={onceOf()} />
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={wanted?.name ?? ''}
        autocomplete="off"
        maxlength={100}
        required
      />
      <RoleField visit={visit} value={wanted?.role ?? 'viewer'} />
      <ControllersField visit={visit} known={known} chosen={wanted?.controllers ?? null} />
      <p class="actions">
        <button type="submit" class="primary">
          {words.makeLink}
        </button>
      </p>
    </PostForm>
  );
}
