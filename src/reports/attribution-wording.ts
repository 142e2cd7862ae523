import { formatCount, formatCounted, formatShare } from '../core/units.ts';
import type { AttributedEndpoint, Attribution, TakenVersion, UndeclaredColumn } from './attribution.ts';
import type { Report } from './report.ts';
import { visible } from './visible.ts';
import { formatInstant } from './wording.ts';

/** What weakens the figures of a server, and what became of it: 'last swept …; its newest sweep did not reach it'. */
export function endpointNote(endpoint: AttributedEndpoint): string {
  const { lastSweptAt, wasReached, wasReadWhole, partsNotRead, isGone, filesCompared } = endpoint;
  if (lastSweptAt === null) return 'no sweep of it ended yet: what is there is not known in full';
  const parts = [`last swept ${formatInstant(lastSweptAt)}`];
  if (!wasReached) parts.push('that sweep did not reach it: the figures are of what earlier ones saw');
  else if (partsNotRead > 0)
    parts.push(
      `not read whole: ${formatCounted(partsNotRead, 'part')} ${partsNotRead === 1 ? 'is' : 'are'} unknown, and every figure is the least that is certain`,
    );
  else if (!wasReadWhole)
    parts.push('a newer sweep has not ended: the figures are the least that is certain');
  if (isGone) parts.push('the files that hold rows of the leak are gone by now');
  if (filesCompared === 0) parts.push('no file of it was compared');
  return parts.join('; ');
}

/** What the smallest set of files amounts to. */
export function explainedSentence({ explainedBy }: Attribution): string {
  const { assets, rows, share, method } = explainedBy;
  if (assets.length === 0)
    return 'No file of a server holds more rows of the leak than chance may bring together.';
  const together = assets.length === 1 ? 'This file holds' : `These ${formatCount(assets.length)} files hold`;
  const certainty =
    method === 'exact'
      ? 'no smaller set of files holds them all'
      : 'there may be a smaller set: the search was given up';
  return `${together} ${formatCounted(rows, 'row')} of the leak (${formatShare(share)}); ${certainty}.`;
}

/** What is on no server, and what is on a server and in no table. */
export function remainderSentences({ attribution, suspect }: Report): string[] {
  if (attribution === undefined) return [];
  const { rowsOnNoServer, rowsOnServersOnly } = attribution;
  const shareOf = (rows: number): string => formatShare(suspect.rows === 0 ? 0 : rows / suspect.rows);
  const nowhere =
    rowsOnNoServer === 0
      ? 'Every row that was read is on a server that was swept.'
      : `${formatCounted(rowsOnNoServer, 'row')} (${shareOf(rowsOnNoServer)}) ${isOrAre(rowsOnNoServer)} on no server that was swept.`;
  const only =
    rowsOnServersOnly === 0
      ? 'Every row that is on a server is in a table as well.'
      : `${formatCounted(rowsOnServersOnly, 'row')} (${shareOf(rowsOnServersOnly)}) ${isOrAre(rowsOnServersOnly)} on a server and in no ` +
        'table: nobody who is known to Rowprint answers for them.';
  return [nowhere, only];
}

/** From which version of a file, and so between which dates, the leak was taken. */
export function versionSentence(version: TakenVersion): string {
  const { endpoint, path, versions, fitting, isTold, rowsFitting, rowsFittingNext } = version;
  const file = `${visible(endpoint)}: ${visible(path)}`;
  const told = `${file} was seen in ${formatCounted(versions, 'version')}`;
  if (!isTold)
    return (
      `${told}; it cannot be told which one the leak is of: ${fitting === versions ? 'all' : formatCount(fitting)} of them fit ` +
      `(${formatCounted(rowsFitting, 'row')} the best, ${formatCount(rowsFittingNext)} the next), so it was taken ${spanOf(version)}.`
    );
  const why =
    rowsFitting === rowsFittingNext
      ? `${formatShare(version.reverseShare)} of this version is in the leak, ${formatShare(version.reverseShareOfNext)} of the next`
      : `${formatCounted(rowsFitting, 'row')} ${rowsFitting === 1 ? 'fits' : 'fit'} this version best, ${formatCount(rowsFittingNext)} the next`;
  return `${told}; the leak was taken ${spanOf(version)}: ${why}.`;
}

/** The table's column that a column in no declared list is: 'COMMENTAIRE of lab_a'. */
export function undeclaredNote({ table }: UndeclaredColumn): string {
  return table === null ? 'in no table' : `${visible(table.column)} of ${visible(table.name)}`;
}

function spanOf({ takenAfter, takenBefore, firstSeenAt, lastSeenAt }: TakenVersion): string {
  if (takenAfter !== null && takenBefore !== null)
    return `between ${formatInstant(takenAfter)} and ${formatInstant(takenBefore)}`;
  if (takenAfter !== null)
    return `after ${formatInstant(takenAfter)} (still there ${formatInstant(lastSeenAt)})`;
  if (takenBefore !== null)
    return `before ${formatInstant(takenBefore)} (there already ${formatInstant(firstSeenAt)}, the first sweep)`;
  return `at a time that sweeps do not narrow (first seen ${formatInstant(firstSeenAt)}, still there ${formatInstant(lastSeenAt)})`;
}

function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}
