import { visible } from '../../reports/visible.ts';
import { Confirm } from '../pieces/confirm.tsx';
import { ReturnField } from '../pieces/form.tsx';
import { Badge, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Token } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { seenText } from './controllers-field.tsx';

interface TokenTableProps {
  readonly visit: Visit;
  readonly tokens: readonly Token[];
  /** Where to go after one was revoked. */
  readonly back: string;
  /** Whether it says whose each is. */
  readonly showsUser?: boolean;
}

/** Tokens of the API, each to be revoked. */
export function TokenTable({ visit, tokens, back, showsUser = false }: TokenTableProps) {
  const words = visit.words.account;
  const whose = { label: words.tokenUser, cell: (token: Token) => visible(token.user) };
  return (
    <CardTable
      caption={words.tokens}
      rows={tokens}
      columns={[
        { label: words.label, cell: (token) => visible(token.label) },
        ...(showsUser ? [whose] : []),
        { label: visit.words.users.role, cell: (token) => visit.words.shell.roles[token.role] },
        { label: visit.words.admin.sees, cell: (token) => seenText(visit, token.controllers) },
        { label: words.state, cell: (token) => <TokenState visit={visit} token={token} /> },
        {
          label: words.lastUsed,
          cell: ({ lastUsedAt }) =>
            lastUsedAt === null ? visit.words.admin.never : <Time visit={visit} at={lastUsedAt} />,
        },
        {
          label: words.revoke,
          isActions: true,
          cell: (token) => isUsable(visit, token) && <Revoke visit={visit} token={token} back={back} />,
        },
      ]}
    />
  );
}

function isUsable({ nowMs }: Visit, { revokedAt, expiresAt }: Token): boolean {
  return revokedAt === null && Date.parse(expiresAt) > nowMs;
}

function TokenState({ visit, token }: { visit: Visit; token: Token }) {
  const words = visit.words.account;
  if (token.revokedAt !== null)
    return (
      <Badge tone="plain" icon="cross">
        {words.revoked}
      </Badge>
    );
  if (!isUsable(visit, token))
    return (
      <Badge tone="plain" icon="wait">
        {words.expired}
      </Badge>
    );
  return (
    <span>
      {words.until} <Time visit={visit} at={token.expiresAt} />
    </span>
  );
}

function Revoke({ visit, token, back }: { visit: Visit; token: Token; back: string }) {
  const words = visit.words.account;
  return (
    <Confirm
      visit={visit}
      action={`/tokens/${token.id}/revoke`}
      label={words.revoke}
      what={words.revokeWhat(visible(token.label))}
      submit={words.revokeSubmit}
    >
      <ReturnField path={back} />
    </Confirm>
  );
}
