import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Logger } from '../core/log.ts';
import { makeVisit, type VisitParts } from './make-visit.ts';
import { registerAccount } from './pages/account.tsx';
import { registerAlerts } from './pages/alerts.tsx';
import { registerAudit } from './pages/audit.tsx';
import { registerCases } from './pages/cases.tsx';
import { registerCheck } from './pages/check.tsx';
import { registerExposures } from './pages/exposures.tsx';
import { registerHelp } from './pages/help.tsx';
import { registerHome } from './pages/home.tsx';
import { registerInvitation } from './pages/invitation.tsx';
import { registerPreferences } from './pages/preferences.ts';
import { registerReports } from './pages/reports.tsx';
import { registerRuns } from './pages/runs.tsx';
import { registerScope } from './pages/scope.tsx';
import { registerServers } from './pages/servers.tsx';
import { registerSettings } from './pages/settings.tsx';
import { registerSetup } from './pages/setup.tsx';
import { registerSignIn } from './pages/sign-in.tsx';
import { registerSweeps } from './pages/sweeps.tsx';
import { registerTables } from './pages/tables.tsx';
import { registerTokens } from './pages/tokens.tsx';
import { registerUsers } from './pages/users.tsx';
import { notFoundPage, problemPages, toSignIn } from './problem-page.tsx';
import { fromOwnPages, smallForms, withToken } from './same-site.ts';
import type { WebEnv } from './visit.ts';

/** What the pages work with. */
export interface PagesParts extends VisitParts {
  readonly log: Logger;
}

/** Pages that need nobody signed in. */
const OPEN_PAGES: readonly string[] = ['/sign-in', '/setup', '/invitation', '/preferences'];

/** The pages, to be mounted at '/' beside the API. They ask the API as any client does. */
export function createPages(parts: PagesParts): Hono<WebEnv> {
  const pages = new Hono<WebEnv>();
  pages.route('/', parts.assets.routes);
  pages.use(fromOwnPages(), smallForms(), makeVisit(parts), signedIn(), withToken());
  registerSignIn(pages);
  registerSetup(pages);
  registerInvitation(pages);
  registerPreferences(pages);
  registerHome(pages);
  registerCheck(pages);
  registerRuns(pages);
  registerReports(pages);
  registerCases(pages);
  registerTables(pages);
  registerServers(pages);
  registerScope(pages);
  registerSweeps(pages);
  registerExposures(pages);
  registerSettings(pages);
  registerUsers(pages);
  registerTokens(pages);
  registerAlerts(pages);
  registerAudit(pages);
  registerAccount(pages);
  registerHelp(pages);
  pages.notFound(notFoundPage(parts.assets.href));
  pages.onError(problemPages(parts.log, parts.assets.href));
  return pages;
}

function signedIn() {
  return createMiddleware<WebEnv>(async (context, next) => {
    const isOpen = OPEN_PAGES.includes(new URL(context.req.url).pathname);
    if (context.get('visit').session === null && !isOpen) return toSignIn(context);
    await next();
    return;
  });
}
