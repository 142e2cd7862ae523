import { OutOfScopeError, ServerMisbehavedError, UnreachableError } from '../errors.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpSession } from './http-session.ts';
import type { HttpReply } from './reply.ts';
import { type Resource, resolveReference } from './resource.ts';

/** Where a request ended. 'elsewhere': a redirect that was not followed; nothing was asked there. */
export type Followed = (
  | { readonly kind: 'reply'; readonly reply: HttpReply }
  /** `reason`: an error code. */
  | { readonly kind: 'elsewhere'; readonly reason: string; readonly message: string }
) & {
  /** Where the first redirect led, followed or not; null: there was none. */
  readonly firstRedirect: string | null;
};

/** Browsers follow 20, RFC 2068 named 5: who needs more goes round in circles. */
const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Whether a reply sends its client on. */
export function isRedirect(reply: HttpReply): boolean {
  return REDIRECTS.has(reply.status) && reply.header('location') !== null;
}

/**
 * Send a request and follow where it leads, within the scope and where `mayFollow` allows. The login is not sent to
 * another origin. @throws {ServerMisbehavedError} redirects go round in circles; what `Exchange.send` throws
 */
export async function followRedirects(
  session: Pick<HttpSession, 'exchange' | 'sightings'>,
  request: HttpRequest,
  mayFollow: (resource: Resource) => boolean,
): Promise<Followed> {
  const seen = new Set<string>();
  let firstRedirect: string | null = null;
  let hasLeft = false;
  for (let at = request.resource; ; ) {
    seen.add(at.origin + at.target);
    // Once it led away, whoever sent it there chooses what is asked: not with our login.
    hasLeft ||= at.origin !== request.resource.origin;
    const sent = await sendTo(session, hasLeft ? { ...request, asStranger: true } : request, at);
    if ('kind' in sent) return { ...sent, firstRedirect };
    if (!isRedirect(sent)) return { kind: 'reply', reply: sent, firstRedirect };
    const location = sent.header('location')!;
    await sent.leave();
    const next = resolveReference(at, location);
    firstRedirect ??= next === null ? location : next.origin + next.target;
    if (next === null) {
      session.sightings.sawRedirectOutOfScope(location);
      return { ...elsewhere(at, 'leads to no place that may be asked'), firstRedirect };
    }
    if (!mayFollow(next)) {
      if (next.origin !== at.origin) session.sightings.sawRedirectOutOfScope(next.origin + next.target);
      return { ...elsewhere(at, 'leads out of what is visited'), firstRedirect };
    }
    requireNoCircle(seen, next);
    at = next;
  }
}

/** The reply, or why there is none. */
async function sendTo(
  { exchange, sightings }: Pick<HttpSession, 'exchange' | 'sightings'>,
  request: HttpRequest,
  resource: Resource,
): Promise<HttpReply | ReturnType<typeof elsewhere>> {
  try {
    return await exchange.send({ ...request, resource });
  } catch (failure) {
    // The target's own origin is another matter: when that goes out of reach, the visit is over.
    const isAway = resource.origin !== request.resource.origin;
    if (!isAway || !(failure instanceof OutOfScopeError || failure instanceof UnreachableError))
      throw failure;
    if (failure instanceof OutOfScopeError)
      sightings.sawRedirectOutOfScope(resource.origin + resource.target);
    return { ...elsewhere(request.resource, `leads away: ${failure.message}`), reason: failure.code };
  }
}

function requireNoCircle(seen: ReadonlySet<string>, { origin, target }: Resource): void {
  if (seen.size <= MOST_REDIRECTS && !seen.has(origin + target)) return;
  throw new ServerMisbehavedError(
    `a redirect to ${origin} goes round in a circle, or is one of more than ${MOST_REDIRECTS}`,
  );
}

function elsewhere({ origin }: Resource, why: string) {
  const message = `a redirect of ${origin} ${why}`;
  return { kind: 'elsewhere' as const, reason: 'RP_OUT_OF_SCOPE', message };
}
