import type { Field } from './field.ts';
import { shareOf } from './share-of.ts';

const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const BARE = /^[0-9a-f]{32}$/;
/** Versions 1 to 8, variant 10 (RFC 9562, section 4). */
const VERSIONED = /^[0-9a-f]{12}[1-8][0-9a-f]{3}[89ab][0-9a-f]{15}$/;
const AROUND = /^(?:\s*urn:uuid:|[\s{("'])+|[\s})"']+$/g;
const NIL = '00000000-0000-0000-0000-000000000000';

/** Universally unique identifier. */
export const uuid: Field = {
  id: 'uuid',
  title: 'Universally unique identifier (UUID, GUID)',
  scope: 'person',
  // 122 random bits (RFC 9562); no more than a unique number of one person is claimed.
  identifyingBits: 26,
  // Meant never to come twice (RFC 9562).
  assignedOnceBits: 60,
  headerWords: ['uuid', 'guid', 'unique id', 'identifiant unique', 'uid'],
  fit,
  canonical,
};

/** Lower case with dashes; braces, quotes and 'urn:uuid:' are dropped. The nil UUID stands for nothing: null. */
function canonical(cell: string): string | null {
  if (cell.length < 32 || cell.length > 60) return null;
  const lower = cell.toLowerCase();
  const text = DASHED.test(lower) ? lower : dashed(lower.replace(AROUND, ''));
  return text === null || text === NIL ? null : text;
}

function dashed(text: string): string | null {
  if (DASHED.test(text)) return text;
  if (!BARE.test(text)) return null;
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

function fit(cells: readonly string[]): number {
  const dashedShare = shareOf(cells, (cell) => cell.includes('-') && canonical(cell) !== null);
  // 32 bare hex digits may as well be an MD5 hash; of those only one in eight has the version and variant bits.
  const versionedShare = shareOf(cells, (cell) => VERSIONED.test(cell.trim().toLowerCase()));
  return Math.min(1, dashedShare + (versionedShare > 0.9 ? versionedShare * 0.95 : versionedShare * 0.1));
}
