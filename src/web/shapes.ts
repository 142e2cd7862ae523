import type { components } from '../client/schema.ts';

/** What the API answers, by the names of its description. */
type Schemas = components['schemas'];

/** Who is signed in, and the token for changes. */
export type Session = Schemas['Session'];
/** How one can sign in. */
export type SignInWays = Schemas['SignInWays'];
/** A check, a snapshot or a sweep on its way. */
export type Run = Schemas['Run'];
/** An uploaded file. */
export type Suspect = Schemas['Suspect'];
/** What lies open on a server. */
export type Exposure = Schemas['Exposure'];
/** An account. */
export type User = Schemas['User'];
/** A token of the API, without its secret. */
export type Token = Schemas['Token'];
/** Where alerts go. */
export type Channel = Schemas['Channel'];
/** An alert that was sent, or is being sent. */
export type Delivery = Schemas['Delivery'];
/** An entry of the audit log. */
export type AuditEntry = Schemas['AuditEntry'];
/** The settings, those of the environment too. */
export type ServiceFacts = Schemas['ServiceFacts'];
/** What an admin sets while the service runs. */
export type ServiceSettings = Schemas['ServiceSettings'];
/** A case as lists show it. */
export type CaseSummary = Schemas['CaseSummary'];
/** A sweep as lists show it. */
export type SweepSummary = Schemas['SweepSummary'];
/** A report as lists show it. */
export type ReportSummary = Schemas['ReportSummary'];
/** A whole case, as its reader may see it. */
export type Case = Schemas['Case'];
/** The numbers of a case as they were taken over or stated. */
export type FigureRevision = Schemas['FigureRevision'];
/** A number with its method and its interval. */
export type Figure = Schemas['Figure'];
/** What a person tells of a breach. */
export type Statement = Schemas['Statement'];
/** A table as lists show it. */
export type Table = Schemas['Table'];
/** A table with its columns and snapshots. */
export type TableDetail = Schemas['TableDetail'];
/** A file of a server with rows of a table. */
export type TableFile = Schemas['TableFile'];
/** A watched server. */
export type Endpoint = Schemas['Endpoint'];
/** A file of a server. */
export type Asset = Schemas['Asset'];
/** Leave to contact something. */
export type Mandate = Schemas['Mandate'];
/** A whole sweep. */
export type Sweep = Schemas['Sweep'];
/** A suspect whose print is kept. */
export type KeptSuspect = Schemas['KeptSuspect'];

/** A page of a list. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
