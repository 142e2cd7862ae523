import { SENSITIVE_DATA } from '../reports/breach/vocabulary.ts';
import type { CaseStatement, SeverityLevel, SeverityOverride } from '../store/case-records.ts';
import type { CaseWords } from './documents/words/case-words.ts';

/** The proposed severity: SE = DPC x EI + CB (ENISA, Recommendations for a methodology of severity, 2013). */
export interface ProposedSeverity {
  /** Data processing context, 1 to 4. */
  readonly dpc: number;
  /** Ease of identification, 0.25 to 1. */
  readonly ei: number;
  /** Circumstances of the breach, 0 to 2. */
  readonly cb: number;
  readonly score: number;
  readonly level: SeverityLevel;
  /** More than 100 people: the score says nothing of it, so it is said apart. */
  readonly isFlagged: boolean;
  readonly reasons: readonly string[];
}

/** Severity as it stands: the proposal, and what a person set instead. */
export interface CaseSeverity extends ProposedSeverity {
  readonly override: SeverityOverride | null;
}

/** What a severity is proposed from. */
export interface SeverityGround {
  /** Categories of data, as told or, before that, as proposed. */
  readonly data: readonly string[];
  readonly statement: Pick<CaseStatement, 'natures' | 'cause'>;
  readonly persons: number | null;
  /** A file that came from outside held the rows: nobody knows who has it. */
  readonly isOut: boolean;
}

const FLAGGED_FROM = 100;

/** Propose a severity; null where no category of data is known yet. Advisory: a person may override it with a reason. */
export function proposeSeverity(ground: SeverityGround, words: CaseWords): ProposedSeverity | null {
  if (ground.data.length === 0) return null;
  const context = contextOf(new Set(ground.data), words);
  const identification = identificationOf(new Set(ground.data), words);
  const circumstances = circumstancesOf(ground, words);
  const score = Math.round((context.points * identification.points + circumstances.points) * 100) / 100;
  const isFlagged = (ground.persons ?? 0) > FLAGGED_FROM;
  return {
    dpc: context.points,
    ei: identification.points,
    cb: circumstances.points,
    score,
    level: levelOf(score),
    isFlagged,
    reasons: [
      ...context.reasons,
      ...identification.reasons,
      ...circumstances.reasons,
      ...(isFlagged ? [words.enisa.manyPeople] : []),
    ],
  };
}

/** Level of a score: under 2 low, under 3 medium, under 4 high, else very high. */
export function levelOf(score: number): SeverityLevel {
  if (score < 2) return 'low';
  if (score < 3) return 'medium';
  return score < 4 ? 'high' : 'very-high';
}

interface Judged {
  readonly points: number;
  readonly reasons: readonly string[];
}

function contextOf(data: ReadonlySet<string>, { enisa }: CaseWords): Judged {
  if ([...data].some((key) => SENSITIVE_DATA.has(key))) return { points: 4, reasons: [enisa.sensitive] };
  const helpsFraud = ['nir', 'documents', 'credentials'].some((key) => data.has(key));
  const [base, reason] = data.has('financial')
    ? ([3, enisa.financial] as const)
    : data.has('location')
      ? ([2, enisa.behavioural] as const)
      : ([1, enisa.simple] as const);
  if (!helpsFraud) return { points: base, reasons: [reason] };
  return { points: Math.min(4, base + 1), reasons: [reason, enisa.helpsFraud] };
}

function identificationOf(data: ReadonlySet<string>, { enisa }: CaseWords): Judged {
  const has = (...keys: readonly string[]): boolean => keys.every((key) => data.has(key));
  if (has('civil-status', 'contact') || has('civil-status', 'nir') || has('documents'))
    return { points: 1, reasons: [enisa.identifiedMaximum] };
  if (has('civil-status') || has('nir')) return { points: 0.75, reasons: [enisa.identifiedSignificant] };
  if (has('contact') || has('credentials')) return { points: 0.5, reasons: [enisa.identifiedLimited] };
  return { points: 0.25, reasons: [enisa.identifiedNegligible] };
}

function circumstancesOf({ statement, isOut }: SeverityGround, { enisa }: CaseWords): Judged {
  const { natures, cause } = statement;
  const parts: [number, string][] = [];
  if (natures.length === 0 || natures.includes('confidentiality'))
    parts.push(isOut ? [0.5, enisa.unknownRecipients] : [0.25, enisa.knownRecipients]);
  if (natures.includes('integrity')) parts.push([0.25, enisa.integrity]);
  if (natures.includes('availability')) parts.push([0.25, enisa.availability]);
  if (cause.endsWith('-malicious')) parts.push([0.5, enisa.malicious]);
  return {
    points: parts.reduce((sum, [points]) => sum + points, 0),
    reasons: parts.map(([, reason]) => reason),
  };
}
