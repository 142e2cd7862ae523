import type { Visit } from '../visit.ts';

const TABS = [
  { id: 'settings', href: '/settings' },
  { id: 'users', href: '/users' },
  { id: 'tokens', href: '/tokens' },
  { id: 'alerts', href: '/alerts' },
] as const;

/** What an admin sets, side by side. */
export function AdminTabs({ visit, current }: { visit: Visit; current: (typeof TABS)[number]['id'] }) {
  const words = visit.words.admin;
  return (
    <nav class="tabs" aria-label={words.tabs}>
      {TABS.map(({ id, href }) => (
        <a href={href} aria-current={id === current ? 'page' : undefined}>
          {words.tab[id]}
        </a>
      ))}
    </nav>
  );
}
