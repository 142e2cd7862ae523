import type { CaseLanguage } from '../../../reports/breach/breach-words.ts';
import type { SeverityLevel } from '../../../store/case-records.ts';

/** What the documents of a case can be. */
export type DocumentKind =
  | 'notification'
  | 'complement'
  | 'controller-letter'
  | 'register'
  | 'edpb'
  | 'summary';

/** Why a severity is proposed, a sentence each. */
export interface EnisaWords {
  readonly simple: string;
  readonly behavioural: string;
  readonly financial: string;
  readonly sensitive: string;
  readonly helpsFraud: string;
  readonly identifiedMaximum: string;
  readonly identifiedSignificant: string;
  readonly identifiedLimited: string;
  readonly identifiedNegligible: string;
  readonly unknownRecipients: string;
  readonly knownRecipients: string;
  readonly integrity: string;
  readonly availability: string;
  readonly malicious: string;
  readonly manyPeople: string;
}

/** Headings of sections, by what they are about. */
export type SectionKey =
  | 'status'
  | 'organisation'
  | 'awareness'
  | 'nature'
  | 'figures'
  | 'parts'
  | 'consequences'
  | 'measures'
  | 'people'
  | 'changes'
  | 'revisions'
  | 'sources'
  | 'columns'
  | 'severity'
  | 'timeline'
  | 'notifications'
  | 'missing'
  | 'method'
  | 'template';

/** What stands before a value. */
export type LabelKey =
  | 'case'
  | 'kind'
  | 'organisation'
  | 'contact'
  | 'awareAt'
  | 'awareBy'
  | 'dueAt'
  | 'sentAt'
  | 'lateReason'
  | 'period'
  | 'natures'
  | 'nature'
  | 'origin'
  | 'cause'
  | 'people'
  | 'data'
  | 'persons'
  | 'band'
  | 'records'
  | 'method'
  | 'consequences'
  | 'consequencesText'
  | 'gravity'
  | 'severity'
  | 'measuresTaken'
  | 'measuresPlanned'
  | 'peopleTold'
  | 'highRisk'
  | 'controller'
  | 'date'
  | 'who'
  | 'what'
  | 'revision'
  | 'reference'
  | 'columns'
  | 'facts'
  | 'effects'
  | 'remedies';

/** Everything that the documents of a case say in a language. */
export interface CaseWords {
  readonly language: CaseLanguage;
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
  readonly titles: Readonly<Record<DocumentKind, string>>;
  readonly subtitles: Readonly<Record<DocumentKind, string>>;
  readonly sections: Readonly<Record<SectionKey, string>>;
  readonly labels: Readonly<Record<LabelKey, string>>;
  /** What is still missing, by the keys of `missingOf`. */
  readonly missing: Readonly<Record<string, string>>;
  readonly levels: Readonly<Record<SeverityLevel, string>>;
  /** What happened, by the codes of the timeline. */
  readonly entries: Readonly<Record<string, string>>;
  readonly enisa: EnisaWords;
  readonly initial: string;
  readonly complementary: string;
  readonly toBeCompleted: string;
  readonly nothingMissing: string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly asserts: string;
  /** 'Proposed from the fields that leaked, to be confirmed: …' */
  proposed(names: string): string;
  article(article: string): string;
  page(current: number, count: number): string;
  made(at: string): string;
  persons(count: string): string;
  rows(count: string): string;
  exact(value: string): string;
  atLeast(value: string): string;
  between(low: string, high: string): string;
  sampled(level: string): string;
  stated: string;
  /** How figures of a report were found. */
  basis(facts: {
    suspect: string;
    chance: string;
    share: string;
    blocks: string | null;
    isComplete: boolean;
  }): string;
  becauseColumns(columns: readonly { column: string; table: string }[], count: number): string;
  becauseTables(tables: readonly { table: string; controller: string }[]): string;
  becauseExposures(exposures: readonly string[]): string;
  period(from: string, to: string): string;
  letterOpening(controller: string): readonly string[];
  letterClosing: readonly string[];
  overridden(by: string, reason: string): string;
  severityFormula(parts: { dpc: string; ei: string; cb: string; score: string; level: string }): string;
}
