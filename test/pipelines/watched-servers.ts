import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach } from 'vitest';
import { LABORATORY_A } from '../../src/demo/laboratories.ts';
import type { Person } from '../../src/demo/person.ts';
import { csvFormat } from '../../src/formats/csv/csv-format.ts';
import { openLocalFile } from '../../src/formats/local-file.ts';
import { guessColumn } from '../../src/pipelines/plan-columns.ts';
import { printSection, sectionColumns } from '../../src/pipelines/print-section.ts';
import { surveySuspect } from '../../src/pipelines/survey-suspect.ts';
import { writePrint } from '../../src/pipelines/write-print.ts';
import { openStore } from '../../src/store/home.ts';
import { addEndpoint, DayClock, listed, version } from '../store/watched-samples.ts';
import { leakOf, tableOf } from './generated-files.ts';
import { KEYS, QUIET, type Workplace } from './workplace.ts';

/** What a sweep says of itself at its end. */
interface SweepEnd {
  readonly isReached?: boolean;
  readonly coverage?: { readonly complete: boolean; readonly skipped: readonly unknown[] };
}

const WHOLE = { isReached: true, coverage: { complete: true, skipped: [] } };

/** Servers whose sweeps are written straight into the store of a workplace, on days of January 2026; no network. */
export class WatchedServers {
  readonly #place: Workplace;
  #clock = new DayClock();

  constructor(place: Workplace) {
    this.#place = place;
    beforeEach(async () => {
      this.#clock = new DayClock();
      await place.store.close();
      place.store = await openStore(place.home, KEYS.keyId, { clock: this.#clock });
      place.context = { ...place.context, store: place.store, clock: this.#clock };
    });
  }

  /** One sweep on that day: the server holds these files and no others. */
  async sweep(
    name: string,
    day: number,
    files: Readonly<Record<string, string>>,
    end: SweepEnd = {},
  ): Promise<void> {
    const { store } = this.#place;
    this.#clock.set(day);
    const endpoint = (await store.endpoints.find(name)) ?? (await addEndpoint(store, name));
    const { sweep } = await store.sweeps.begin(endpoint.id);
    const isReached = end.isReached !== false;
    const paths = Object.keys(files).map((path) => listed(path));
    await store.sweeps.noteListed(sweep.id, paths, () => true);
    await store.sweeps.endListing(sweep.id, isReached);
    for (const asset of await store.sweeps.pending(sweep.id, paths.length)) {
      const text = files[asset.path]!;
      const sha256 = createHash('sha256').update(text).digest('hex');
      const [twin] = await store.assets.versionsWithSha256(sha256);
      const printIds = twin?.printIds ?? (await this.#print(asset.id, text, sweep.startedAt));
      const read = version(text, { sha256, contentId: sha256.slice(0, 16), printIds });
      await store.sweeps.settle(sweep.id, asset.id, { state: 'read', reason: null, version: read }, []);
    }
    await store.sweeps.end(sweep.id, { ...WHOLE, ...end }, []);
  }

  async #print(assetId: string, text: string, snapshotAt: string): Promise<readonly string[]> {
    const { context, folder, store } = this.#place;
    const path = join(folder, 'asset.csv');
    await writeFile(path, text);
    const source = await openLocalFile(path);
    const survey = await surveySuspect(source, csvFormat, context.extractLimits, undefined, () => {});
    const printIds: string[] = [];
    for (const [section, { sample, filled }] of survey.sections.entries()) {
      const { headers } = survey.facts.sections[section]!;
      const guesses = filled.map((_, column) =>
        guessColumn(headers[column] ?? null, column, sample, context.readingDefaults),
      );
      const printed = { source, format: csvFormat, survey, section };
      const print = await printSection(context, printed, sectionColumns(guesses, headers), QUIET);
      const subject = { kind: 'asset', subjectId: assetId, snapshotAt } as const;
      printIds.push(await writePrint(store, subject, { print, warnings: [] }, {}, undefined));
    }
    return printIds;
  }
}

/** What extracts hold where nothing else is said: enough to recognise people, and quick to fingerprint. */
const COLUMNS = ['NIR', 'NOM', 'PRENOM', 'DATE_NAISSANCE', 'CP', 'VILLE', 'TEL_MOBILE', 'EMAIL'];

/** An extract of a laboratory's table, as it lies on a server. */
export function extractOf(patients: readonly Person[], columns: readonly string[] = COLUMNS): string {
  const { header, rows } = tableOf(patients, LABORATORY_A);
  const kept = header.flatMap((name, at) => (columns.includes(name) ? [at] : []));
  return textOf(
    [header, ...rows].map((cells) => kept.map((at) => cells[at]!)),
    ';',
  );
}

/** A leak of these people: other columns and spellings, no header. */
export function leakTextOf(leaked: readonly Person[]): string {
  return textOf(leakOf(leaked), '\t');
}

/** Rows as text. */
export function textOf(rows: readonly (readonly string[])[], delimiter: string): string {
  return rows.map((cells) => `${cells.join(delimiter)}\n`).join('');
}

/** The same people with other telephones: each row changes and stays the same person's. */
export function withOtherPhones(patients: readonly Person[], from: number, to: number): readonly Person[] {
  return patients.map((person, at) =>
    at < from || at >= to ? person : { ...person, mobile: `06${String(40_000_000 + at * 7919)}` },
  );
}
