import type { AssetObservation } from '../exposure.ts';
import { isKnown } from './asset-content.ts';
import { columnName, headerWordsOf } from './header-words.ts';

/** What makes data grave: health and the other categories of GDPR article 9, the NIR (article 87), money, logins. */
export type SensitiveCategory = 'health' | 'NIR' | 'credentials' | 'financial' | 'other special category';

/** A column that holds such values, or whose header says so. */
export interface SensitiveColumn {
  readonly category: SensitiveCategory;
  readonly name: string;
  /** By its values; otherwise by its header alone. */
  readonly isByValues: boolean;
}

const CATEGORY_OF_FIELD: ReadonlyMap<string, SensitiveCategory> = new Map([
  ['nir', 'NIR'],
  ['iban', 'financial'],
  ['card', 'financial'],
  ['secret', 'credentials'],
]);

/**
 * Words and phrases of headers, folded, in the singular. Left out because they mean other things as often: traitement
 * (processing), prelevement (direct debit), examen (school), acte.
 */
const PHRASES: Readonly<Record<'health' | 'credentials' | 'other special category', readonly string[]>> = {
  health:
    phrases(`diagnostic, diagnostique, diagnosis, diagnose, pathologie, pathology, maladie, disease, illness, symptome,
    symptom, resultat, resultat analyse, lab result, test result, allergie, allergy, traitement medical,
    traitement en cours, treatment, medicament, medication, ordonnance, prescription, examen biologique,
    examen clinique, analyse medicale, biologie, serologie, serology, glycemie, cholesterol, hemoglobine, hemoglobin,
    vih, hiv, hepatite, hepatitis, grossesse, pregnancy, pregnant, enceinte, handicap, disability, invalidite, ald,
    antecedent, medical, medicale, sante, health, clinique, clinical, groupe sanguin, blood type, blood group, vaccin,
    vaccination, vaccine, imc, bmi, tension arterielle, blood pressure, cim, icd, ccam, nabm, chirurgie, surgery, cancer,
    tumeur, tumor, oncologie, oncology, diabete, diabetes, infertilite, arret maladie, sick leave, psychiatrie,
    psychiatry, commentaire medical, compte rendu medical, renseignement clinique`),
  credentials:
    phrases(`mot de passe, motdepasse, mdp, password, passwd, pwd, passphrase, secret, api key, apikey,
    access token, refresh token, private key, cle privee, hash password, otp secret`),
  'other special category':
    phrases(`religion, religious, confession, syndicat, syndical, trade union, union member,
    opinion politique, political opinion, political party, parti politique, orientation sexuelle, sexual orientation,
    vie sexuelle, ethnie, ethnic, ethnicity, origine ethnique, race, genetique, genetic, genotype, biometrique,
    biometric, empreinte digitale, fingerprint`),
};

const CATEGORY_OF_PHRASE: ReadonlyMap<string, SensitiveCategory> = new Map(
  Object.entries(PHRASES).flatMap(([category, known]) =>
    known.flatMap((phrase): [string, SensitiveCategory][] => [
      [phrase, category as SensitiveCategory],
      [singularOf(phrase), category as SensitiveCategory],
    ]),
  ),
);
const MOST_PHRASE_WORDS = Math.max(
  ...[...CATEGORY_OF_PHRASE.keys()].map((phrase) => phrase.split(' ').length),
);

/** Fields that lead to one person by themselves. */
const PERSONAL_FIELDS: ReadonlySet<string | null> = new Set([
  'nir',
  'email',
  'phone',
  'iban',
  'card',
  'secret',
]);
const NAMES: ReadonlySet<string | null> = new Set(['name']);
/** With one of these a name is a person's and not that of a product or a town. */
const FIELDS_BESIDE_NAMES: ReadonlySet<string | null> = new Set(['date', 'street', 'postcode']);

/** The columns of an asset that are sensitive; a column counts once, by its values where they show it. */
export function sensitiveColumnsOf({ columns }: AssetObservation): readonly SensitiveColumn[] {
  return columns.flatMap(({ header, field }, at) => {
    const byValues = CATEGORY_OF_FIELD.get(field ?? '');
    const category = byValues ?? categoryOfHeader(header);
    if (category === null) return [];
    return [{ category, name: columnName(header, at), isByValues: byValues !== undefined }];
  });
}

/** What a header alone suggests; null: nothing. The first phrase in it that is known counts. */
export function categoryOfHeader(header: string | null): SensitiveCategory | null {
  if (header === null) return null;
  const words = headerWordsOf(header);
  for (let start = 0; start < words.length; start++) {
    for (let count = 1; count <= MOST_PHRASE_WORDS && start + count <= words.length; count++) {
      const phrase = words.slice(start, start + count).join(' ');
      const category = CATEGORY_OF_PHRASE.get(phrase) ?? CATEGORY_OF_PHRASE.get(singularOf(phrase));
      if (category !== undefined) return category;
    }
  }
  return null;
}

function singularOf(phrase: string): string {
  return phrase.replace(/s(?= |$)/g, '');
}

/** Whether its columns, as they are now, are about people. A column of names alone may be of anything. */
export function isPersonal(asset: AssetObservation): boolean {
  if (!isKnown(asset)) return false;
  const { columns } = asset;
  const has = (fields: ReadonlySet<string | null>): boolean => columns.some(({ field }) => fields.has(field));
  return has(PERSONAL_FIELDS) || (has(NAMES) && has(FIELDS_BESIDE_NAMES));
}

function phrases(text: string): readonly string[] {
  return text.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
}
