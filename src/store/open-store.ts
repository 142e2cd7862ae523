import { Access } from './access.ts';
import { Alerts } from './alerts.ts';
import { Assets } from './assets.ts';
import { AuditEntries } from './audit-entries.ts';
import type { StoreContext } from './context.ts';
import { Endpoints } from './endpoints.ts';
import { Exposures } from './exposures.ts';
import { KeptAnswers } from './kept-answers.ts';
import { Mandates } from './mandates.ts';
import { beginPrint, Prints } from './prints.ts';
import { releaseThread } from './release-thread.ts';
import { beginReport, Reports } from './reports.ts';
import { Runs } from './runs.ts';
import type { SegmentReader } from './segment-reader.ts';
import { Settings } from './settings.ts';
import type { PartFacts, PrintSubject, PrintWriter, ReportWriter, Store } from './store.ts';
import { SuspectFiles } from './suspect-files.ts';
import { Suspects } from './suspects.ts';
import { Sweeps } from './sweeps.ts';
import { Tables } from './tables.ts';
import { verifyWatched } from './verify-watched.ts';

/** A home that was opened. */
export class OpenStore implements Store {
  readonly home: string;
  readonly homeId: string;
  readonly tables: Tables;
  readonly suspects: Suspects;
  readonly prints: Prints;
  readonly reports: Reports;
  readonly mandates: Mandates;
  readonly endpoints: Endpoints;
  readonly sweeps: Sweeps;
  readonly assets: Assets;
  readonly exposures: Exposures;
  readonly alerts: Alerts;
  readonly settings: Settings;
  readonly keptAnswers: KeptAnswers;
  readonly runs: Runs;
  readonly suspectFiles: SuspectFiles;
  readonly access: Access;
  readonly audit: AuditEntries;
  readonly #context: StoreContext;
  #closing: Promise<void> | null = null;

  constructor(home: string, homeId: string, context: StoreContext) {
    this.home = home;
    this.homeId = homeId;
    this.#context = context;
    this.tables = new Tables(context);
    this.suspects = new Suspects(context);
    this.prints = new Prints(context);
    this.reports = new Reports(context);
    this.mandates = new Mandates(context);
    this.endpoints = new Endpoints(context);
    this.sweeps = new Sweeps(context);
    this.assets = new Assets(context);
    this.exposures = new Exposures(context);
    this.alerts = new Alerts(context);
    this.settings = new Settings(context);
    this.keptAnswers = new KeptAnswers(context);
    this.runs = new Runs(context);
    this.suspectFiles = new SuspectFiles(context);
    this.access = new Access(context);
    this.audit = new AuditEntries(context);
  }

  beginPrint(subject: PrintSubject): Promise<PrintWriter> {
    return beginPrint(this.#context, subject);
  }

  beginReport(): Promise<ReportWriter> {
    return beginReport(this.#context);
  }

  changeMark(): Promise<string> {
    return this.#context.database.changeMark();
  }

  releaseThread(threadId: number): Promise<void> {
    return releaseThread(this.#context, threadId);
  }

  async verify(): Promise<void> {
    await this.#context.database.verify();
    for (const print of await this.prints.list()) await readAllParts(this.prints, print);
    for (const report of await this.reports.list()) await readAllParts(this.reports, report);
    await verifyWatched(this.#context, this);
  }

  close(): Promise<void> {
    this.#closing ??= this.#dropAndClose();
    return this.#closing;
  }

  async #dropAndClose(): Promise<void> {
    const { database, openWriters } = this.#context;
    try {
      // On a full disk even dropping fails: what stays is invisible, and removed when the home is opened again.
      for (const writer of openWriters) await writer.abort().catch(() => undefined);
    } finally {
      await database.close();
    }
  }
}

async function readAllParts(
  reader: SegmentReader,
  { id, parts }: { readonly id: string; readonly parts: Readonly<Record<string, PartFacts>> },
): Promise<void> {
  for (const part of Object.keys(parts)) {
    for await (const segment of reader.read(id, part)) void segment;
  }
}
