import { type Extract, type Extracts, REPLACED_PATH, type ServerName } from './extracts.ts';
import { tells } from './layouts.ts';
import { declaredColumns, LEAK_LAYOUT, type ModelCase } from './model-case.ts';

/** What is true of one server and the leak: what a perfect attribution would say. */
export interface ServerTruth {
  readonly server: ServerName;
  /** Rows of the leak whose person stands in any file that was ever there; repeated rows count each time. */
  readonly leakRows: number;
  /** Rows of its files as they were when the leak was taken, and those whose person stands in the leak. */
  readonly rows: number;
  readonly rowsInLeak: number;
}

/** What is true of where the leak came from. */
export interface ExtractsTruth {
  readonly servers: readonly ServerTruth[];
  readonly rowsOnNoServer: number;
  /** Columns of the leak that stand in an extract, and that no owner of a table declared. */
  readonly undeclaredColumns: number;
  /** The file of which there were several versions, and the one that the leak was taken from, counted from 1. */
  readonly takenVersion: { readonly server: ServerName; readonly path: string; readonly version: number };
}

/** Count the truth about the servers out of what is known of each row. */
export function truthOfExtracts(model: ModelCase, { first, replacement }: Extracts): ExtractsTruth {
  const { leak } = model;
  const all = [...first, replacement];
  const anywhere = idsOf(all);
  return {
    servers: (['processor', 'partner'] as const).map((server) =>
      truthOfServer(
        model,
        server,
        first.filter((one) => one.server === server),
        idsOf(all.filter((one) => one.server === server)),
      ),
    ),
    rowsOnNoServer: leak.filter(({ personId }) => !anywhere.has(personId)).length,
    undeclaredColumns: undeclaredColumns(model, all),
    takenVersion: { server: replacement.server, path: REPLACED_PATH, version: 1 },
  };
}

function truthOfServer(
  { leak }: ModelCase,
  server: ServerName,
  files: readonly Extract[],
  everThere: ReadonlySet<number>,
): ServerTruth {
  const leaked = new Set(leak.map(({ personId }) => personId));
  const people = files.flatMap((file) => file.people);
  return {
    server,
    leakRows: leak.filter(({ personId }) => everThere.has(personId)).length,
    rows: people.length,
    rowsInLeak: people.filter(({ id }) => leaked.has(id)).length,
  };
}

function idsOf(files: readonly Extract[]): Set<number> {
  return new Set(files.flatMap(({ people }) => people.map(({ id }) => id)));
}

function undeclaredColumns({ tables }: ModelCase, extracts: readonly Extract[]): number {
  return LEAK_LAYOUT.columns.filter(
    ({ fact }) =>
      extracts.some(({ layout }) => tells(layout, fact)) &&
      !tables.some(({ layout }) => tells({ ...layout, columns: declaredColumns(layout) }, fact)),
  ).length;
}
