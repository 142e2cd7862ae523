/**
 * Words of column labels in French and English, folded (small letters, no accents). A cell all of whose words are here
 * (or that contains one of the strong ones) is a label. Frequent family names stay out of it.
 */
const LABEL_WORDS = `
id ids identifiant identifier numero num no nr number key cle ref reference refs code codes uid uuid guid pk fk ipp nip iep ins
matricule index idx row ligne line rang rank ordre order seq sequence
nom noms name names prenom prenoms firstname lastname surname forename fullname first last middle given family full maiden usage
usuel usuelle naissance patronyme jeune fille civilite titre title gender sexe sex genre salutation
date dates jour day mois month year annee heure time timestamp datetime birth birthdate birthday dob ddn nais born created updated
modified creation modification maj inscription registration register registered debut start fin end expiry expiration expires
age majeur
email emails mail mails courriel mel adresse adresses address addresses addr adr adrs rue street voie complement line1 line2
ville city town commune localite cp postal postcode zip zipcode codepostal pays country region state departement dept dpt county
province insee lieu place latitude longitude lat lon lng quartier district
tel telephone telephones phone phones mobile portable fixe cell gsm fax domicile home work bureau office
nir nss ssn secu securite sociale social security immatriculation rpps adeli finess siren siret tva vat passport passeport cni
permis licence license cin nino
iban bic swift rib banque bank compte account carte card pan cvv montant amount total prix solde balance currency devise
salaire salary revenu income paiement payment facture invoice
login user users username utilisateur pseudo nickname password passwd pwd pass mdp motdepasse hash salt secret token ip url site
website web lien role roles group groupe profil profile status statut etat active actif enabled admin type kind category
categorie classe class niveau level langue language locale timezone
societe company entreprise organisation organization org employeur employer fonction job profession metier poste position
service department equipe team manager contact contacts client clients customer patient patients personne person membre
member abonne subscriber assure beneficiaire medecin docteur doctor prescripteur physician nurse infirmier praticien laboratoire
labo lab hopital hospital etablissement site mutuelle caisse regime organisme centre center cabinet specialite
dossier file fichier demande request commande order_id acte analyse analysis examen exam test resultat result results diagnostic
prelevement sejour visite visit rdv appointment consultation traitement treatment groupe_sanguin sanguin blood
commentaire commentaires comment comments note notes remarque remarques remark remarks observation observations description
desc libelle label texte text message valeur value values info infos information informations details detail data donnee donnees
source origine origin canal channel version count nb nombre quantite quantity qty taux rate score poids weight taille height
unite unit situation familiale marital enfants children nationalite nationality
`;

const WORDS: ReadonlySet<string> = new Set(LABEL_WORDS.split(/\s+/).filter((word) => word !== ''));

/** Words that stand in labels beside the telling ones: they neither make nor break a label. */
const FILLERS: ReadonlySet<string> = new Set(
  'de du des d la le les l a au aux et and of the or ou sur par in on is est n'.split(' '),
);

/** How far a cell reads as a label, see `labelStrength01`. */
const MAX_LABEL_CHARS = 48;

/**
 * How surely a cell is a column's label, 0 to 1, from its words alone: 1 when all its words are label words, 0.8 for
 * identifiers written_like_this or likeThis of which one word is, 0.5 when one of a few words is, else 0.
 */
export function labelStrength01(cell: string): number {
  const text = cell.trim();
  if (text === '' || text.length > MAX_LABEL_CHARS) return 0;
  const words = labelWords(text);
  const telling = words.filter((word) => !FILLERS.has(word));
  if (telling.length === 0 || telling.length > 6) return 0;
  const known = telling.filter((word) => isLabelWord(word)).length;
  if (known === telling.length) return 1;
  if (known === 0) return 0;
  if (/^[\w]+$/.test(text) && /_|[a-z][A-Z]/.test(text)) return 0.8;
  return known * 2 >= telling.length ? 0.5 : 0;
}

/** Whether a cell is written as programs write names: birth_date, birthDate, `person.birthDate`. */
export function isIdentifier(cell: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]*([_.][A-Za-z0-9]+)+$|^[a-z]+([A-Z][a-z0-9]+)+$/.test(cell.trim());
}

function isLabelWord(word: string): boolean {
  if (WORDS.has(word)) return true;
  const singular = word.replace(/(es|s|x)$/, '');
  const unnumbered = word.replace(/\d+$/, '');
  return WORDS.has(singular) || (unnumbered !== '' && WORDS.has(unnumbered));
}

function labelWords(text: string): readonly string[] {
  const folded = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[°º]/g, ' ');
  return folded.split(/[^a-z0-9]+/).filter((word) => word !== '');
}
