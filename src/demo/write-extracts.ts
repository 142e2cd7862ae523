import { mkdirSync } from 'node:fs';
import { rename, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Extract, Extracts } from './extracts.ts';
import { writeRow } from './layouts.ts';
import { writeDelimited } from './write-delimited.ts';

/** The written servers. */
export interface WrittenExtracts {
  /** What each server shows: its root. */
  readonly processorRoot: string;
  readonly partnerRoot: string;
  /** Put the new version of an extract where the old one is; once. */
  replace(): Promise<void>;
}

/** Files beside the extracts: what lies about on such servers. */
const OTHER_FILES = [
  {
    path: 'processor/pub/readme.txt',
    text: 'Migration area. Please fetch your extract and tell us: it will then be erased.\r\n',
    modifiedAt: '2023-05-30T07:00:00.000Z',
  },
  {
    // The structure alone: a backup by its name, and none by what it holds.
    path: 'processor/pub/backup/backup-2023-11.sql',
    text: '-- structure only\nCREATE TABLE patients (\n  nir char(15),\n  family varchar(60),\n  given varchar(60)\n);\n',
    modifiedAt: '2023-11-30T22:00:00.000Z',
  },
] as const;

/**
 * Write what the servers of the model case hold below `folder`/servers. Folders are made where they are missing.
 * @throws what the file system throws (a full disk)
 */
export async function writeExtracts(
  folder: string,
  { first, replacement }: Extracts,
): Promise<WrittenExtracts> {
  const root = join(folder, 'servers');
  const newVersion = join(root, 'new-version.csv');
  for (const extract of first) await writeExtract(join(root, extract.server, extract.path), extract);
  await writeExtract(newVersion, replacement);
  for (const { path, text, modifiedAt } of OTHER_FILES) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    await writeFile(file, text);
    await utimes(file, new Date(modifiedAt), new Date(modifiedAt));
  }
  return {
    processorRoot: join(root, 'processor'),
    partnerRoot: join(root, 'partner'),
    replace: () => rename(newVersion, join(root, replacement.server, replacement.path)),
  };
}

async function writeExtract(
  file: string,
  { layout, organisation, style, people, modifiedAt }: Extract,
): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const header = layout.columns.map(({ name }) => name);
  await writeDelimited(file, header, rowsOf({ layout, organisation, people }), style);
  if (modifiedAt !== null) await utimes(file, new Date(modifiedAt), new Date(modifiedAt));
}

function* rowsOf({
  layout,
  organisation,
  people,
}: Pick<Extract, 'layout' | 'organisation' | 'people'>): Generator<string[]> {
  for (const person of people) yield writeRow(layout, organisation, person);
}
