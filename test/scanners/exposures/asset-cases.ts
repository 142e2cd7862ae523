import type { AssetObservation, DetectionContext, ExposureCode } from '../../../scanners/exposure.ts';
import type { EndpointCase } from './endpoint-cases.ts';
import { assetOf, contextOf, overlapOf, SEALED, UNKNOWN_CONTENT, UNREAD } from './sample-observations.ts';

/** What a detector must make of one asset. */
export interface AssetCase extends EndpointCase {
  readonly asset: AssetObservation;
}

type Row = readonly [
  name: string,
  asset: Partial<AssetObservation>,
  verdict: EndpointCase['verdict'],
  context?: Partial<DetectionContext>,
];

const ours = { overlaps: [overlapOf()] };
const leaked = { overlaps: [overlapOf({ kind: 'suspect', name: 'leak-1', controller: null })] };
const few = { overlaps: [overlapOf({ rowsPresent: 3, persons: 3 })] };
const personal = { columns: [{ header: 'mail', field: 'email' }] };
const old = { modifiedAt: '2026-09-01T00:00:00.000Z' };
const noDate = { modifiedAt: null, firstSeenAt: '2026-09-01T00:00:00.000Z' };
const header = (text: string) => ({ columns: [{ header: text, field: 'text' }] });
const field = (id: string) => ({ columns: [{ header: null, field: id }] });

/** A file that held all there is to find when it was last read. */
const STALE_FACTS: Row = [
  'could not be read again',
  {
    state: 'failed',
    overlaps: [overlapOf(), overlapOf({ kind: 'suspect' })],
    columns: [{ header: null, field: 'nir' }],
  },
  'unknown',
];
/** What every detector that reads content must say of what was not, or not wholly, read. */
const UNSEEN_CONTENT: readonly Row[] = [
  STALE_FACTS,
  ['not read', UNREAD, 'unknown'],
  ['failed to read', { ...UNREAD, state: 'failed' }, 'unknown'],
  ['read by no format', UNKNOWN_CONTENT, 'unknown'],
  ['read in parts, nothing found', { isPartlyRead: true }, 'unknown'],
  ['unchanged, and never read', { ...UNREAD, state: 'unchanged' }, 'unknown'],
  ['encrypted', SEALED, 'fine'],
  ['read, nothing found', {}, 'fine'],
  ['unchanged, nothing found', { state: 'unchanged' }, 'fine'],
  ['read, no rows', { rows: 0, columns: [] }, 'fine'],
];

const ROWS: Partial<Record<ExposureCode, readonly Row[]>> = {
  'data.ours-exposed': [
    ['rows of ours', ours, ['critical', 'proven']],
    ['some rows of ours', { overlaps: [overlapOf({ persons: 51 })] }, ['high', 'proven']],
    ['a few rows of ours', few, ['medium', 'proven']],
    ['rows of ours, unchanged', { state: 'unchanged', ...ours }, ['critical', 'proven']],
    ['rows of ours in the parts that were read', { isPartlyRead: true, ...ours }, ['critical', 'proven']],
    ['as many as chance gives', { overlaps: [overlapOf({ rowsPresent: 4, expectedByChance: 3 })] }, 'fine'],
    [
      'one row, of which a tenth is chance',
      { overlaps: [overlapOf({ rowsPresent: 1, expectedByChance: 0.1 })] },
      'fine',
    ],
    ['none', { overlaps: [overlapOf({ rowsPresent: 0, expectedByChance: 0 })] }, 'fine'],
    ['rows of a suspect alone', leaked, 'fine'],
    ...UNSEEN_CONTENT,
  ],
  'data.unencrypted': [
    ['rows of ours', ours, ['medium', 'proven']],
    ['rows about people', personal, ['low', 'proven']],
    ['a ZIP whose cipher is broken', { ...UNKNOWN_CONTENT, encryption: 'zip-crypto' }, ['low', 'unproven']],
    ['rows about people, encrypted', { ...personal, encryption: 'zip-aes' }, 'fine'],
    ['names of products', { columns: [{ header: 'name', field: 'name' }] }, 'fine'],
    ...UNSEEN_CONTENT,
  ],
  'data.stale-extract': [
    ['old, rows of ours', { ...old, ...ours }, ['medium', 'claimed']],
    ['old and seen for long', { ...old, ...ours, firstSeenAt: old.modifiedAt }, ['medium', 'proven']],
    ['old, about people', { ...old, ...personal }, ['low', 'claimed']],
    ['an old dump that was not read', { ...UNREAD, ...old, path: '/pub/base.sql.gz' }, ['low', 'claimed']],
    ['no date, seen for long', { ...noDate, ...ours }, ['medium', 'proven']],
    [
      'a date before dates, seen for long',
      { ...noDate, ...ours, modifiedAt: '1970-01-01T00:00:00.000Z' },
      ['medium', 'proven'],
    ],
    ['still there after its declared end', ours, ['medium', 'proven'], { extractsEndAt: '2026-11-21' }],
    ['on the day of its declared end', ours, 'fine', { extractsEndAt: '2026-11-22' }],
    ['30 days old', { ...ours, modifiedAt: '2026-10-23T12:00:00.000Z' }, 'fine'],
    ['replaced today', { ...ours, firstSeenAt: '2020-01-01T00:00:00.000Z' }, 'fine'],
    ['old, about nothing personal', old, 'fine'],
    ['old software', { ...old, path: '/pub/tool.tar.gz' }, 'fine'],
    ['an end that is no day', ours, 'fine', { extractsEndAt: 'soon' }],
    ['no date, seen today', { ...ours, modifiedAt: null }, 'unknown'],
    ['a date to come, seen today', { ...ours, modifiedAt: '2027-01-01T00:00:00.000Z' }, 'unknown'],
    ['old, could not be read again', { ...STALE_FACTS[1], ...old }, 'unknown'],
    ['old, not read', { ...UNREAD, ...old }, 'unknown'],
  ],
  'data.over-extraction': [
    [
      'columns nobody declared',
      { overlaps: [overlapOf({ undeclaredColumns: ['COMMENT', 'column 12'] })] },
      ['medium', 'proven'],
    ],
    ['all columns declared', ours, 'fine'],
    [
      'a suspect has no declared columns',
      { overlaps: [overlapOf({ kind: 'suspect', undeclaredColumns: ['X'] })] },
      'fine',
    ],
    ...UNSEEN_CONTENT,
  ],
  'data.special-category': [
    ['NIR', field('nir'), ['high', 'proven']],
    ['passwords', field('secret'), ['high', 'proven']],
    ['IBAN', field('iban'), ['medium', 'proven']],
    ['cards', field('card'), ['medium', 'proven']],
    ['a header of health', header('Résultat_Analyses'), ['medium', 'unproven']],
    ['a header of health in English', header('BloodType'), ['medium', 'unproven']],
    ['a header of beliefs', header('trade union'), ['medium', 'unproven']],
    ['a header of logins', header('MDP'), ['medium', 'unproven']],
    ['dates of processing', header('date_traitement'), 'fine'],
    ['a header without rows', { rows: 0, ...header('diagnostic') }, 'fine'],
    ['words that begin alike', header('healthyfood'), 'fine'],
    ...UNSEEN_CONTENT,
  ],
  'data.backup-or-dump': [
    ['a dump by its format', { format: 'sql-dump', path: '/pub/x' }, ['medium', 'proven']],
    ['a dump by its name', { ...UNREAD, path: '/pub/BASE.SQL.GZ' }, ['medium', 'unproven']],
    ['an archive', { ...UNREAD, path: '/pub/tool.tar.gz' }, ['low', 'unproven']],
    ['an encrypted backup', { ...SEALED, path: '/pub/mail.pst' }, ['low', 'unproven']],
    ['a plain file', {}, 'fine'],
    ['not read', UNREAD, 'unknown'],
  ],
  'leak.present-on': [
    ['rows of a leak', leaked, ['high', 'proven']],
    ['rows of a table alone', ours, 'fine'],
    ...UNSEEN_CONTENT,
  ],
};

/** Every case of every detector that looks at assets one by one. */
export const ASSET_CASES: readonly AssetCase[] = Object.entries(ROWS).flatMap(([code, rows]) =>
  rows.map(([name, asset, verdict, context]) => ({
    code: code as ExposureCode,
    name,
    asset: assetOf(asset),
    context: contextOf(context),
    verdict,
  })),
);
