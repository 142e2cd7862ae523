import type { HttpSession } from './http-session.ts';
import { isOfOneFolder } from './read-folder.ts';
import type { Resource } from './resource.ts';

/** Method names are short words; more than that is no list of methods. */
const MOST_METHODS = 40;

/**
 * Whether a server says that it speaks WebDAV there (RFC 4918 section 10.1: the DAV header; some only list PROPFIND
 * among the methods). One request. What a stranger may do is kept in the observations.
 */
export async function speaksWebdav(
  session: HttpSession,
  resource: Resource,
  asStranger: boolean,
): Promise<boolean> {
  try {
    const reply = await session.exchange.send({ method: 'OPTIONS', resource, asStranger });
    await reply.leave();
    if (reply.status >= 400) return false;
    const methods = methodsOf([reply.header('allow'), reply.header('public')]);
    if (asStranger || session.target.login === null) session.sightings.sawMethods(methods);
    return reply.header('dav') !== null || methods.includes('PROPFIND');
  } catch (failure) {
    if (isOfOneFolder(failure)) return false;
    throw failure;
  }
}

function methodsOf(headers: readonly (string | null)[]): readonly string[] {
  const words = headers.flatMap((header) => (header ?? '').toUpperCase().split(','));
  const methods = words.map((word) => word.trim()).filter((word) => /^[A-Z-]{1,20}$/.test(word));
  return [...new Set(methods)].slice(0, MOST_METHODS);
}
