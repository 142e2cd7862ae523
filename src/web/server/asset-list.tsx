import { visible } from '../../reports/visible.ts';
import { Named, shortened } from '../pieces/named.tsx';
import { Pager } from '../pieces/pager.tsx';
import { Badge, Empty, Section } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Asset, Listed } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** Overlaps of one file that are told. */
const MOST_OVERLAPS = 5;
const FILTERS = ['held', 'here', 'failed', 'gone'] as const;

interface AssetListProps {
  readonly visit: Visit;
  readonly assets: Listed<Asset>;
  readonly only: (typeof FILTERS)[number] | undefined;
  /** The server's page. */
  readonly place: string;
}

/** Files of a server, a page at a time, all or those of one kind. */
export function AssetList({ visit, assets, only, place }: AssetListProps) {
  const words = visit.words.servers;
  return (
    <Section id="assets" title={words.assets}>
      <nav class="tabs" aria-label={words.assetFilter}>
        <a href={`${place}#assets`} aria-current={only === undefined ? 'page' : undefined}>
          {words.assetFilters.all}
        </a>
        {FILTERS.map((one) => (
          <a href={`${place}?only=${one}#assets`} aria-current={only === one ? 'page' : undefined}>
            {words.assetFilters[one]}
          </a>
        ))}
      </nav>
      {assets.items.length === 0 ? (
        <Empty title={only === undefined ? words.assetsNone : words.assetsNoneOf} />
      ) : (
        <AssetTable visit={visit} assets={assets.items} />
      )}
      <Pager visit={visit} path={place} next={assets.next} query={{ only }} />
    </Section>
  );
}

function AssetTable({ visit, assets }: { visit: Visit; assets: readonly Asset[] }) {
  const words = visit.words.servers;
  const { bytes, instant } = visit.formats;
  return (
    <CardTable
      caption={words.assets}
      rows={assets}
      columns={[
        { label: words.path, cell: (one) => <Named text={one.path} /> },
        { label: words.ourRows, cell: (one) => <Overlaps visit={visit} asset={one} /> },
        { label: words.state, cell: (one) => <AssetState visit={visit} asset={one} /> },
        {
          label: words.size,
          isNumber: true,
          cell: (one) => (one.bytes === null ? words.unknownSize : bytes(one.bytes)),
        },
        {
          label: words.modified,
          cell: (one) => (one.modifiedAt === null ? '–' : visible(instant(one.modifiedAt).slice(0, 60))),
        },
      ]}
    />
  );
}

function Overlaps({ visit, asset }: { visit: Visit; asset: Asset }) {
  const words = visit.words.servers;
  const { shell } = visit.words;
  const { count } = visit.formats;
  if (asset.overlaps.length === 0) return <span class="quiet">{words.noRows}</span>;
  return (
    <span>
      {asset.overlaps.slice(0, MOST_OVERLAPS).map((one) => (
        <span class="block">
          {words.overlapIn(
            shell.rows(one.rows, count(one.rows)),
            shortened(one.name),
            shell.people(one.persons, count(one.persons)),
          )}
        </span>
      ))}
      {asset.overlaps.length > MOST_OVERLAPS && (
        <span class="block quiet">
          {visit.words.exposures.andMore(count(asset.overlaps.length - MOST_OVERLAPS))}
        </span>
      )}
    </span>
  );
}

function AssetState({ visit, asset }: { visit: Visit; asset: Asset }) {
  const words = visit.words.servers;
  const { instant } = visit.formats;
  if (asset.goneAt !== null) return <span class="quiet">{words.goneSince(instant(asset.goneAt))}</span>;
  if (asset.state === null) return <span class="quiet">{words.unknownState}</span>;
  return (
    <span>
      {asset.state === 'failed' ? (
        <Badge tone="bad" icon="alarm">
          {words.states.failed}
        </Badge>
      ) : (
        words.states[asset.state]
      )}
      {asset.reason !== null && (
        <span class="block quiet" lang="en">
          {shortened(asset.reason)}
        </span>
      )}
    </span>
  );
}
