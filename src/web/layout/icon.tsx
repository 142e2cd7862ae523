/** Own drawings on a grid of 24, one line each. */
const ICONS = {
  home: 'M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z',
  check: 'M12 15.5V4.5M7.5 8.5 12 4l4.5 4.5M4.5 14.5V19.5h15v-5',
  reports: 'M6 3.5h8.5L19 8v12.5H6zM14 3.5V8.5h5M9 12.5h7M9 16.5h5',
  cases: 'M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 0 1 0-17',
  endpoints: 'M4.5 4.5h15v6h-15zM4.5 13.5h15v6h-15zM8 7.5h.01M8 16.5h.01',
  tables: 'M4.5 5h15v14h-15zM4.5 9.7h15M4.5 14.3h15M10 9.7V19',
  runs: 'M8 5.5 18 12 8 18.5z',
  settings: 'M5 7.5h8M17 7.5h2M5 16.5h2M11 16.5h8M15 5.5v4M9 14.5v4',
  audit: 'M12 3.5 19 6v5.5c0 4.3-2.9 7.4-7 9c-4.1-1.6-7-4.7-7-9V6zM9 12l2.2 2.2L15.2 10',
  help: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 0 1 0-17M9.6 9.6a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.9-1.1 1.8M12 16.5h.01',
  menu: 'M4.5 7h15M4.5 12h15M4.5 17h15',
  brand: 'M5 6.5h14M5 12h9M5 17.5h11.5',
  alarm: 'M12 4 21 19.5H3zM12 10v4.5M12 17h.01',
  dot: 'M12 9.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5',
  done: 'M5.5 12.5 10 17 18.5 7.5',
  cross: 'M7 7l10 10M17 7 7 17',
  wait: 'M8 5v14M16 5v14',
  up: 'M12 19V5.5M6.5 11 12 5.5l5.5 5.5',
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof ICONS;

/** A drawing beside words that say the same: screen readers pass over it. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'brand' ? '2.6' : '1.8'}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={ICONS[name]} />
    </svg>
  );
}
