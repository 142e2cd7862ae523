import { rolesOf } from './column-role.ts';
import { type ColumnShape, columnShapeOf } from './column-shape.ts';
import { FIELD_IDS, type FieldGuess, type FieldId, type ReadingDefaults } from './field.ts';
import { FIELDS } from './fields.ts';
import { type HeaderHints, headerHintsOf } from './header-hints.ts';
import { readColumn } from './read-column.ts';

/** Shapes that hardly anything else has: from here on no header overrules the values. */
const CERTAIN_SCORE = 0.8;
/** Less than this is no guess. */
const LEAST_SCORE = 0.12;
/** What text is worth in a column that is nothing else. */
const TEXT_SCORE = 0.12;
/** Fields whose values may look like anything, so that the header must be believed where no shape is certain. */
const BELIEVED_ON_HEADER: ReadonlyMap<FieldId, number> = new Map([
  ['secret', 0.75],
  ['text', 0.55],
  ['street', 0.72],
  ['name', 0.45],
  ['city', 0.45],
  ['code', 0.5],
  ['postcode', 0.4],
]);

/**
 * What a column is, from a sample of its cells (50 to 5,000; fewer work less well) and its header: fields with their
 * reading and role, best first, ending with `text`; never empty.
 *
 * Values rule: a header only tips the balance among fields whose shape is not certain, so that a leak without headers
 * is taken for the same fields as the table it came from. Where values do not tell (given or family name, code or
 * number), several guesses come back with honest scores for the caller to probe.
 *
 * @param declaredType the source's own type in lower case ('date', 'uuid', 'numeric'), where it has one
 */
export function recogniseColumn(
  header: string | null,
  cells: readonly string[],
  defaults: ReadingDefaults,
  declaredType?: string | null,
): readonly FieldGuess[] {
  const hints = headerHintsOf(header);
  const shape = columnShapeOf(cells);
  const hinted = withDeclaredType(hints.fields, declaredType ?? null);
  const scores = tipped(shapeScores(shape, hinted), hinted, shape);
  const guesses: FieldGuess[] = [];
  for (const field of FIELD_IDS) {
    const score = scores[field];
    if (field === 'text' || score < LEAST_SCORE || score < scores.text) continue;
    guesses.push(...guessesFor(field, score, shape, hints, cells, defaults));
  }
  guesses.sort((a, b) => b.score - a.score);
  guesses.push(...guessesFor('text', scores.text, shape, hints, cells, defaults));
  return guesses;
}

function guessesFor(
  field: FieldId,
  score: number,
  shape: ColumnShape,
  hints: HeaderHints,
  sample: readonly string[],
  defaults: ReadingDefaults,
): FieldGuess[] {
  const reading = readColumn(field, sample, defaults);
  const roles = rolesOf(field, shape.cells, hints, defaults);
  return roles.map(({ role, weight01 }) => ({ reading, role, score: score * weight01 }));
}

/** How well each field fits by its values, with what only the whole column shows: how often values come again. */
function shapeScores(shape: ColumnShape, hinted: ReadonlySet<FieldId>): Record<FieldId, number> {
  const scores = {} as Record<FieldId, number>;
  for (const field of FIELD_IDS)
    scores[field] = shape.cells.length === 0 ? 0 : FIELDS[field].fit(shape.cells);
  scores.text = Math.max(scores.text, TEXT_SCORE);
  if (shape.wholeNumberShare > 0.98) scoreWholeNumbers(scores, shape);
  if (shape.isClosedList && bestOf(scores, ['number', 'code', 'name', 'city', 'text']) < CERTAIN_SCORE) {
    scores.code = 0.9;
    scores.number *= 0.6;
  }
  if (shape.isFewValues && !hinted.has('name')) scores.name *= 0.3;
  if (shape.isFewValues && !shape.isClosedList && scores.city < 0.6) {
    scores.city *= 0.5;
    scores.text = Math.max(scores.text, 0.4);
  }
  return scores;
}

/** Whole numbers that never come again number things; those that do count or measure them. */
function scoreWholeNumbers(scores: Record<FieldId, number>, shape: ColumnShape): void {
  const isIdentifier = shape.distinctCount >= shape.cells.length * 0.9 && shape.medianChars >= 4;
  scores.code = isIdentifier ? 0.62 : 0.45;
  scores.number = isIdentifier ? 0.42 : 0.62;
}

/** The header's word, where it has one. A contradicted header changes nothing. */
function tipped(
  scores: Record<FieldId, number>,
  hinted: ReadonlySet<FieldId>,
  shape: ColumnShape,
): Record<FieldId, number> {
  const tippedScores = { ...scores };
  const isCertain = bestOf(scores, []) >= CERTAIN_SCORE;
  for (const field of hinted) {
    const score = scores[field];
    if (shape.cells.length === 0) tippedScores[field] = 0.3;
    else if (score > 0.1) tippedScores[field] = score + (1 - score) * (isCertain ? 0.1 : 0.6);
    if (!isCertain && shape.cells.length > 0) {
      tippedScores[field] = Math.max(tippedScores[field], BELIEVED_ON_HEADER.get(field) ?? 0);
    }
  }
  return tippedScores;
}

/** The best score, some fields left out. */
function bestOf(scores: Record<FieldId, number>, except: readonly FieldId[]): number {
  return Math.max(...FIELD_IDS.filter((field) => !except.includes(field)).map((field) => scores[field]));
}

function withDeclaredType(fields: ReadonlySet<FieldId>, declaredType: string | null): ReadonlySet<FieldId> {
  if (declaredType === null) return fields;
  if (/^(?:uuid|uniqueidentifier)/.test(declaredType)) return new Set([...fields, 'uuid']);
  if (/^(?:date|timestamp)/.test(declaredType)) return new Set([...fields, 'date']);
  if (/^(?:decimal|numeric|real|double|float|money)/.test(declaredType))
    return new Set([...fields, 'number']);
  return fields;
}
