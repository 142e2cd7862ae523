import { Badge } from '../pieces/pieces.tsx';
import type { User } from '../shapes.ts';
import type { Visit } from '../visit.ts';

const LOOKS = {
  active: { tone: 'good', icon: 'done' },
  locked: { tone: 'warn', icon: 'wait' },
  disabled: { tone: 'plain', icon: 'cross' },
} as const;

/** How an account stands. */
export function UserBadge({ visit, state }: { visit: Visit; state: User['state'] }) {
  return <Badge {...LOOKS[state]}>{visit.words.users.states[state]}</Badge>;
}
