import { severityRank } from '../../core/severity.ts';
import { formatCount } from '../../core/units.ts';
import type { EndpointSummary } from '../endpoint.ts';
import { visible } from '../visible.ts';
import { formatInstant } from '../wording.ts';
import { createPage } from './page.ts';
import type { Screen } from './screen.ts';

/** The servers that are watched. */
export function renderEndpointList(endpoints: readonly EndpointSummary[], screen: Screen): string {
  const page = createPage(screen);
  if (endpoints.length === 0) {
    page.sentence(
      'No server is watched. Allow one with `rowprint scope add`, then `rowprint endpoint add NAME URL`.',
    );
    return page.text();
  }
  page.grid(
    [
      { title: 'endpoint', align: 'left', shrinksTo: 8 },
      { title: 'url', align: 'left', shrinksTo: 12 },
      { title: 'files', align: 'right' },
      { title: 'last sweep', align: 'left', shrinksTo: 11 },
      { title: 'next', align: 'left', shrinksTo: 11 },
      { title: 'open exposures', align: 'left' },
    ],
    endpoints.map((endpoint) => [
      visible(endpoint.name),
      visible(endpoint.url),
      formatCount(endpoint.assets) + (endpoint.gone > 0 ? ` (+${formatCount(endpoint.gone)} gone)` : ''),
      lastSweep(endpoint),
      endpoint.nextDueAt === null ? '' : formatInstant(endpoint.nextDueAt),
      openOf(endpoint),
    ]),
    { cell: (text, row, column) => (column === 5 && isGrave(endpoints[row]!) ? page.ink.bad(text) : text) },
  );
  return page.text();
}

function lastSweep({ lastSweptAt, wasReached }: EndpointSummary): string {
  if (lastSweptAt === null) return 'never';
  return `${formatInstant(lastSweptAt)}${wasReached === false ? ', not reached' : ''}`;
}

function openOf({ openExposures, worstSeverity }: EndpointSummary): string {
  return openExposures === 0 ? 'none' : `${formatCount(openExposures)}, ${visible(worstSeverity ?? '')}`;
}

function isGrave({ worstSeverity }: EndpointSummary): boolean {
  return worstSeverity !== null && severityRank(worstSeverity) >= severityRank('high');
}
