import { drawFamilyName } from './names/family-names.ts';
import { dayNumber, isoDateOf, twoDigits } from './numbers/calendar.ts';
import { type Person, REFERENCE_YEAR, serialOf } from './person.ts';
import { Random } from './random.ts';

/** Who keeps a table of patients. */
export interface Organisation {
  /** 'Laboratory A'. */
  readonly name: string;
  /** A small number of its own: it makes the organisation's patient numbers differ from others'. */
  readonly code: number;
}

/** What one organisation noted about one patient; another organisation noted something else. */
export interface Care {
  /** Eight digits, unique within the organisation. */
  readonly patientNumber: string;
  /** 'D24-0012345'. */
  readonly fileNumber: string;
  /** The family doctor, mostly one for the household: 'Dr Lefèvre'. */
  readonly doctor: string;
  /** Who ordered the analysis; mostly the family doctor. */
  readonly prescriber: string;
  /** ISO, not before birth. */
  readonly lastVisit: string;
  /** ISO, up to two days before the last visit, not before birth. */
  readonly sampleDate: string;
  /** Short and general, '' for two thirds. */
  readonly comment: string;
  /** What the staff noted for themselves, '' for three quarters. */
  readonly remark: string;
  /** In cents. */
  readonly priceCents: number;
}

const STREAM = 2;
const DOCTORS_STREAM = 3;
const DOCTORS = 3_000;
const DOCTORS_PER_TOWN = 9;
const FIRST_VISIT_DAY = dayNumber(`${REFERENCE_YEAR - 4}-01-01`);
const LAST_VISIT_DAY = dayNumber(`${REFERENCE_YEAR}-12-31`);

const COMMENTS =
  `à jeun|résultats par courrier|résultats par e-mail|ordonnance à revoir|prélèvement à domicile|tiers payant
carte vitale non présentée|rappeler le patient|résultats au médecin|patient non à jeun|urgent|renouvellement|RAS
prélèvement difficile|à domicile le matin|copie au spécialiste|dossier incomplet|mutuelle à vérifier|retirés sur place
contrôle dans 3 mois|premier passage|appeler avant 18 h|bilan annuel|préopératoire`.split(/[|\n]/);

const REMARKS =
  `a appelé trois fois, mécontent|voir avec le service qualité|impayé de l'an dernier|ne pas rappeler le soir|conflit avec le guichet
prise de sang refusée|dossier en double|traitement de longue durée|à ne pas facturer|suivi psychologique|malentendant|sous tutelle
litige avec la caisse|doublon fusionné|changement de nom en cours|erreur de saisie corrigée`.split(/[|\n]/);

let doctors: readonly string[] | null = null;

/** What an organisation noted about a person: the same at every call, without a seed of its own. */
export function careOf(organisation: Organisation, person: Person): Care {
  const random = new Random(STREAM, organisation.code, person.id, Number(person.nir.slice(7)));
  const doctor = doctorOf(person, random);
  const birthDay = dayNumber(person.birthDate);
  const visitDay = random.between(Math.max(FIRST_VISIT_DAY, birthDay), LAST_VISIT_DAY);
  const serial = serialOf(person.id);
  const number = (serial * 6_700_417 + organisation.code * 15_485_863) % 90_000_000;
  return {
    patientNumber: String(10_000_000 + number),
    fileNumber: `D${twoDigits(random.between(15, 25))}-${String(number % 10_000_000).padStart(7, '0')}`,
    doctor,
    prescriber: random.chance(0.7) ? doctor : townDoctor(person, random.below(DOCTORS_PER_TOWN)),
    lastVisit: isoDateOf(visitDay),
    sampleDate: isoDateOf(Math.max(birthDay, visitDay - random.below(3))),
    comment: random.chance(0.33) ? random.pick(COMMENTS) : '',
    priceCents: random.between(8, 220) * 50,
    remark: random.chance(0.25) ? random.pick(REMARKS) : '',
  };
}

/** Nine in ten have the doctor of those they live with. */
function doctorOf(person: Person, random: Random): string {
  return townDoctor(
    person,
    random.chance(0.9) ? person.householdId % DOCTORS_PER_TOWN : random.below(DOCTORS_PER_TOWN),
  );
}

function townDoctor({ home }: Person, place: number): string {
  doctors ??= inventDoctors();
  return doctors[(Number(home.postcode) * 31 + place) % DOCTORS] as string;
}

function inventDoctors(): string[] {
  const random = new Random(DOCTORS_STREAM);
  return Array.from({ length: DOCTORS }, () => `Dr ${drawFamilyName(random).text}`);
}
