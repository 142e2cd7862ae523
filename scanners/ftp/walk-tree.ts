import { BudgetSpentError } from '../errors.ts';
import type { ListedFile, ListingGap } from '../scanner.ts';
import type { Folder } from './folder.ts';
import { createLoopGuard } from './loop-guard.ts';
import type { SessionKeeper } from './session-keeper.ts';
import type { VisitContext } from './visit-context.ts';
import { gapOf, visitFolder } from './visit-folder.ts';

/**
 * Everything below a folder (bytes as latin1), depth first, with the entries of one folder in memory at a time. Links are
 * looked at last: what they lead to is known by then. A limit of the sweep ends it with a gap.
 * @throws what ends the visit: no connection, no login, a cancel
 */
export async function* walkTree(
  start: string,
  keeper: SessionKeeper,
  visit: VisitContext,
): AsyncGenerator<ListedFile | ListingGap> {
  const walk = { visit, keeper, start, guard: createLoopGuard() };
  const links: Folder[] = [];
  const folders: Folder[] = [{ path: start, depth: 0, parent: null, entry: null }];
  let linksDone = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop() ?? links[linksDone++]) {
    try {
      const below = yield* visitFolder(folder, walk);
      links.push(...below.filter(isLink));
      // Taken from the end, so that the order of the listing is kept.
      for (const one of below.reverse()) if (!isLink(one)) folders.push(one);
    } catch (failure) {
      if (!(failure instanceof BudgetSpentError)) throw failure;
      yield gapOf(folder.path, failure);
      return;
    }
  }
}

function isLink({ entry }: Folder): boolean {
  return entry?.kind === 'link';
}
