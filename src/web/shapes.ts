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
/** A whole report. */
export type Report = Schemas['Report'];
