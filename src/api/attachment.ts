/** Longest name of a file that systems take, with room for what a browser adds. */
const MOST_SIGNS = 150;

/**
 * Content-Disposition of a file that is downloaded (RFC 6266, RFC 8187). The name may hold anything: what could end the
 * header, name a folder or turn the reading direction is left out.
 */
export function attachment(name: string): string {
  const safe = [...name.replace(NEVER, '').replace(/[/\\:]/g, '-')].slice(0, MOST_SIGNS).join('');
  const given = safe.replace(/^[.\s]+/, '') || 'file';
  const ascii = given.replace(/[^\x20-\x7e]/g, '_').replace(/["%]/g, '_');
  const encoded = encodeURIComponent(given).replace(/['()*!]/g, percent);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Control and format characters (bidirectional overrides among them), line separators, unpaired surrogates. */
const NEVER = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
