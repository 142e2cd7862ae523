const SOME_ORIGIN = 'http://pages.invalid';
const MAX_LENGTH = 2000;

/**
 * Where to go after signing in: a path of ours, whatever was asked for. '/' for anything that a browser could read as
 * another site: '//evil.example', '/\evil.example', 'javascript:…', signs that browsers drop (tab, line feed).
 */
export function safeReturn(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > MAX_LENGTH) return '/';
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted)) return '/';
  const url = URL.canParse(wanted, SOME_ORIGIN) ? new URL(wanted, SOME_ORIGIN) : null;
  if (url === null || url.origin !== SOME_ORIGIN || url.pathname.startsWith('//')) return '/';
  return url.pathname.startsWith('/sign-in') ? '/' : url.pathname + url.search;
}
