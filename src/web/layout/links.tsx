import type { Session } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { Icon } from './icon.tsx';

/** The pages of the navigation, in order; `role` as the API's guard of what the page shows. */
const LINKS = [
  { id: 'home', href: '/' },
  { id: 'check', href: '/check', roles: ['analyst', 'responder', 'admin'] },
  { id: 'reports', href: '/reports' },
  { id: 'cases', href: '/cases' },
  { id: 'endpoints', href: '/endpoints', apart: true },
  { id: 'tables', href: '/tables' },
  { id: 'runs', href: '/runs' },
  { id: 'settings', href: '/settings', roles: ['admin'], apart: true },
  { id: 'audit', href: '/audit', roles: ['admin'] },
  { id: 'help', href: '/help' },
] as const;

/** A page that stands in the navigation. */
export type LinkId = (typeof LINKS)[number]['id'];

/** The links that somebody's role has a use for. */
export function Links({ visit, current }: { visit: Visit; current: LinkId | undefined }) {
  return (
    <ul class="links">
      {LINKS.filter((link) => isFor(link, visit.session)).map((link) => (
        <li class={'apart' in link ? 'apart' : undefined}>
          <a href={link.href} aria-current={link.id === current ? 'page' : undefined}>
            <Icon name={link.id} />
            {visit.words.shell.links[link.id]}
          </a>
        </li>
      ))}
    </ul>
  );
}

function isFor(link: (typeof LINKS)[number], session: Session | null): boolean {
  if (!('roles' in link)) return true;
  const roles: readonly string[] = link.roles;
  return session !== null && roles.includes(session.user.role);
}
