import type { FieldId, Role } from './field.ts';
import { FIELDS } from './fields.ts';
import { fold } from './fold.ts';

/** What the words of a header suggest. */
export interface HeaderHints {
  /** Fields whose words fit best; empty where nothing is known. */
  readonly fields: ReadonlySet<FieldId>;
  readonly role: Role | null;
  /** The header names a kind of date that is not a birth: 'created_at', 'date de prélèvement'. */
  readonly isOtherDate: boolean;
}

/** No header, or one that says nothing. */
const NO_HINTS: HeaderHints = { fields: new Set(), role: null, isOtherDate: false };

/** Words that stand in headers of everything: they count only where no other word does. */
const GENERIC: ReadonlySet<string> = new Set(
  `nom noms name date dates dt jour day code id ident no num numero number adresse address adr type title key cle ref
   reference valeur value total contact patient client assure titulaire beneficiaire adherent salarie employee customer
   medecin prescripteur praticien doctor conjoint interlocuteur lieu texte text description pass pin sel born resultat`.split(
    /\s+/,
  ),
);
const STOP_WORDS: ReadonlySet<string> = new Set([
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'd',
  'l',
  'of',
  'the',
  'un',
]);
/** Endings and beginnings of headers written without separators, when no whole word is known. */
const PARTS: readonly (readonly [string, FieldId])[] = [
  ['prenom', 'name'],
  ['naiss', 'date'],
  ['birth', 'date'],
  ['mail', 'email'],
  ['courriel', 'email'],
  ['postal', 'postcode'],
  ['passw', 'secret'],
  ['telephone', 'phone'],
  ['phone', 'phone'],
  ['mobile', 'phone'],
  ['ville', 'city'],
  ['commune', 'city'],
  ['adress', 'street'],
  ['secu', 'nir'],
  ['iban', 'iban'],
  ['nom', 'name'],
  ['name', 'name'],
  ['date', 'date'],
  ['tel', 'phone'],
];

const SOMEONE_ELSE =
  /\b(?:medecin|med|docteur|dr|prescripteur|prescriptrice|praticien|doctor|physician|gp|biologiste|infirmiere?|preleveur|correspondant|urgence|emergency|personne contacter|personne prevenir|conjointe?|spouse|husband|wife|manager|responsable|tuteur|tutrice|guardian|pere|mere|father|mother|parent|next kin|referente?|conseillere?|commercial|employeur|employer|prescriber|operateur|operator|agent|createur|created by|cree par|saisi par|modifie par|updated by|valideur)\b/;
const FULL =
  /\b(?:nom prenoms?|prenoms? nom|nomprenom|prenomnom|nom complet|full name|fullname|identite|nom et prenoms?|last name first name)\b|^(?:patient|client|assure|titulaire|beneficiaire|adherent|salarie|employee|customer)$/;
const GIVEN =
  /\b(?:prenoms?|first name|firstname|forename|given name|givenname|given|fname|middle name)\b|^prenom|prenom$/;
const FAMILY =
  /\b(?:noms?|last name|lastname|lname|surname|family name|familyname|maiden name|patronyme|nomusage|nomnaissance|nomfamille)\b|^nom/;
const BIRTH = /\b(?:naissance|naiss|birth|birthdate|birthday|dob|ddn|dn|nee?|born|bday)\b|naiss|birth/;
/** Registers of deaths, visits, contracts: dates that several people share. */
const OTHER_DATE =
  /\b(?:deces|death|entree|sortie|creation|created|updated|modified|modification|maj|prelevement|inscription|expiration|expiry|exp|fin|debut|start|end|contrat|visite|visit|rdv|timestamp|admission|hospitalisation|commande|order|paiement|payment|validite|signature)\b/;

/**
 * What a header suggests, from its words in French and English; accents, case, camelCase, underscores and digits at
 * the end do not matter. The longest known phrase counts: 'adresse mail' is e-mail, not a street.
 */
export function headerHintsOf(header: string | null): HeaderHints {
  if (header === null) return NO_HINTS;
  const words = headerWordsOf(header);
  if (words.length === 0) return NO_HINTS;
  const phrase = words.join(' ');
  return {
    fields: hintedFields(words),
    role: roleOf(phrase),
    isOtherDate: OTHER_DATE.test(phrase) && !BIRTH.test(phrase),
  };
}

/** Folded words, lower case: 'N° Sécurité sociale' → no, securite, sociale; 'dateNaissance1' → date, naissance, 1. */
function headerWordsOf(header: string): string[] {
  const parted = header.slice(0, 200).replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const words =
    fold(parted)
      .toLowerCase()
      .match(/[a-z]+|\d+/g) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word)).map((word) => (word === 'n' ? 'no' : word));
}

function roleOf(phrase: string): Role | null {
  if (SOMEONE_ELSE.test(phrase)) return 'someone-else';
  if (FULL.test(phrase)) return 'full';
  if (BIRTH.test(phrase) && !/\bnom|name\b/.test(phrase)) return 'birth';
  if (GIVEN.test(phrase)) return 'given';
  return FAMILY.test(phrase) ? 'family' : null;
}

function hintedFields(words: readonly string[]): ReadonlySet<FieldId> {
  let best = 0;
  let fields = new Set<FieldId>();
  for (const { phrase, weight, ids } of words.flatMap((word) => PHRASES.get(word) ?? [])) {
    if (weight < best || !containsPhrase(words, phrase)) continue;
    if (weight > best) fields = new Set();
    best = weight;
    for (const id of ids) fields.add(id);
  }
  if (best > 0) return fields;
  const part = PARTS.find(([text]) => words.some((word) => word.startsWith(text) || word.endsWith(text)));
  return new Set(part === undefined ? [] : [part[1]]);
}

function phraseWeight(words: readonly string[]): number {
  return words.length * 2 - (words.every((word) => GENERIC.has(word)) ? 1 : 0);
}

function containsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  for (let at = 0; at + phrase.length <= words.length; at++) {
    if (phrase.every((word, index) => words[at + index] === word)) return true;
  }
  return false;
}

/** Every phrase of every field by its first word, without stop words, with the fields that claim it. */
const PHRASES: ReadonlyMap<string, readonly Phrase[]> = phrasesOfFields();

interface Phrase {
  readonly phrase: readonly string[];
  readonly weight: number;
  readonly ids: readonly FieldId[];
}

function phrasesOfFields(): ReadonlyMap<string, readonly Phrase[]> {
  const phrases = new Map<string, FieldId[]>();
  for (const field of Object.values(FIELDS)) {
    for (const words of field.headerWords) {
      const phrase = headerWordsOf(words).join(' ');
      if (phrase !== '') phrases.set(phrase, [...(phrases.get(phrase) ?? []), field.id]);
    }
  }
  const byFirstWord = new Map<string, Phrase[]>();
  for (const [text, ids] of phrases) {
    const phrase = text.split(' ');
    const known = byFirstWord.get(phrase[0]!) ?? [];
    byFirstWord.set(phrase[0]!, [...known, { phrase, weight: phraseWeight(phrase), ids }]);
  }
  return byFirstWord;
}
