import { visible } from '../../reports/visible.ts';
import { Time } from '../pieces/pieces.tsx';
import type { User } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { ShownOncePage } from './shown-once.tsx';

interface InvitationLinkProps {
  readonly visit: Visit;
  readonly invitation: { readonly user: User; readonly link: string; readonly expiresAt: string };
  readonly isAgain: boolean;
}

/** The one-time link of an invitation or a reset, to be handed to its person. */
export function InvitationLinkPage({ visit, invitation, isAgain }: InvitationLinkProps) {
  const words = visit.words.users;
  const { user, link, expiresAt } = invitation;
  const name = visible(user.name);
  return (
    <ShownOncePage
      visit={visit}
      title={words.linkTitle(name)}
      advice={words.linkAdvice(name)}
      label={words.link}
      secret={isAgain ? null : link}
      back={{ href: `/users/${user.id}`, text: name }}
    >
      <p class="quiet">
        {words.linkHolds} <Time visit={visit} at={expiresAt} />
      </p>
    </ShownOncePage>
  );
}
