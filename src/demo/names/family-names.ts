import { dropAccents } from '../fold-letters.ts';
import { Random, shuffle } from '../random.ts';
import { WeightedChoice } from '../weighted-choice.ts';

/** A family or given name with what an e-mail address makes of it. */
export interface Name {
  /** As its bearer writes it: 'Lefèvre', 'Le Goff', "d'Arras". */
  readonly text: string;
  /** Only a-z: 'lefevre', 'legoff', 'darras'. */
  readonly slug: string;
  /** Share (0 to 1) of the population that bears it, roughly. */
  readonly share01: number;
}

/**
 * Frequent family names in France, most frequent first, as published in name statistics: words, not people.
 * The most frequent one is borne by about 0.3 % of the population.
 */
const FREQUENT = `Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux
David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Müller Lefèvre Faure André Mercier
Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel
Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly
Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard
Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland
Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet
Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier
Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez Collet Léger Bouvier Julien Prévost Millet Perrot Daniel
Cousin Germain Breton Besson Langlois Rémy Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon
Boulanger Jacob Monnier Michaud Rodriguez Guichard Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin
Bouchet Gay Lemaître Benard Maréchal Humbert Reynaud Antoine Hoarau Perret Barthélémy Cordier Pichon Lejeune Gilbert
Lamy Delaunay Pasquier Carlier Laporte Gonzalez Silva Ferreira Pereira Rodrigues Fernandes Gomes Lopes Traoré Diallo
Coulibaly Nguyen Tran Ndiaye Benali Haddad Mansouri Cohen Lévy Kowalski Nowak Rossi Ferrari Ben-Amar Belkacem Bouzid
Le-Goff Le-Gall Le-Roux Le-Guen Le-Bihan Da-Silva Dos-Santos De-Oliveira Da-Costa De-Sousa El-Amrani D'Angelo L'Hostis
Lebœuf Cœurdacier Bœuf Sacré-Cœur Vandœuvre De-La-Fontaine De-La-Tour Du-Bois Du-Plessis Van-Damme Delorme Buisson
Hébert Camus Leduc Tanguy Joubert Gros Riou Texier Bigot Marion Jacques Allard Guillou Voisin Valentin Briand Ollivier
Lacombe Raynaud Maurice Ferrand Bodin Verdier Delmas Pons Maury Toussaint Charrier Seguin Bruneau Blondel Couturier
Lelièvre Blin Vallée Rault Launay Lebon Merle Regnier Prigent Bazin Besnard Chartier Coste Teixeira Alves Martins
Mendes Gonçalves Ribeiro Guyon Mahé Evrard Imbert Devaux Didier Levasseur Delattre Dijoux Bonneau Gaudin Favre Salmon
Normand Ruiz Peltier Lagarde Albert Lesage Bousquet Legros Tournier Godard Navarro Boutin Rousset Jourdan Hernandez
Ledoux Gallet Lombard Maillot Bonnin Rocher Samson Mallard Cartier Duhamel Pineau Ferry Chauvet Auger Fischer Vaillant`;

const HEADS =
  `Ba Bar Ber Bel Bon Bou Bour Bra Bri Bru Ca Car Cha Char Che Cla Clé Col Cor Cou Cour Cra Da Dar De Del Des
Do Dor Du Dur Fa Fer Fla Fon Fou Fré Ga Gar Gau Ger Gi Gla Go Gou Gra Gri Gué Gui Ha Hé Hu Ja Jo Jou La Lam Lan Lé Li
Lo Lou Ma Mar Mas Mau Mé Mer Mi Mo Mon Mor Mou Na Né No Pa Par Pas Pé Per Pi Pla Po Pon Pou Pra Pré Pro Qué Ra Ré Ri
Ro Rou Sa Sau Sé Ser Si So Sou Ta Tar Ter Thé Ti To Tou Tra Tré Va Val Ver Vi Vil Vo Wa Za`.split(/\s+/);
const MIDDLES =
  ' ba be bi bou ca che cha de di dou fe ga gue la li lo ma mi na ni pe ra ri ro se ti te va ve vi'.split(
    ' ',
  );
const TAILS =
  `bert chard chet deau din dier don doux nard fort gnon gnac guet lat lard let lier lin lon mard meau min mont
nier net neau not pin quet rand rat reau ret rier rin ron sard seau sier son tard teau tel tier tin ton vard veau vet
vin zac bœuf cœur guère nès`.split(/\s+/);
/** What a composed name is put behind, in 3 of 100 names. */
const PARTICLES = ['Le ', 'De ', "D'", 'Du ', 'De La ', "L'", 'Ben ', 'El ', 'Da ', 'Van '];

/** How many names there are to draw from; one million people then bear about 90,000 of them. */
const POOL_SIZE = 100_000;
/** Shares fall as 1 / (rank + offset); the offset makes the first name's share 0.3 %, as in France. */
const RANK_OFFSET = 40;

let choice: WeightedChoice<Name> | null = null;

/** A family name at its share of the population; the long tail is composed from syllables. */
export function drawFamilyName(random: Random): Name {
  choice ??= buildChoice();
  return choice.draw(random);
}

/** The name two parents give together: 'Martin-Durand'. */
export function doubleName(first: Name, second: Name): Name {
  return {
    text: `${first.text}-${second.text}`,
    slug: `${first.slug}${second.slug}`,
    share01: first.share01 * second.share01,
  };
}

/** What an e-mail address keeps of a name: a-z only. */
export function slugOf(text: string): string {
  return dropAccents(text)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

function buildChoice(): WeightedChoice<Name> {
  const texts = rankedTexts();
  const weights = texts.map((_, rank) => 1 / (rank + RANK_OFFSET));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const names = texts.map((text, rank) => ({
    text,
    slug: slugOf(text),
    share01: (weights[rank] as number) / total,
  }));
  return new WeightedChoice(names, weights);
}

/** Frequent names first, then composed ones in a fixed random order, all different. */
function rankedTexts(): string[] {
  const texts = new Set(FREQUENT.split(/\s+/).map(spacedParticle));
  const random = new Random(1_789);
  for (const text of shuffle(composedTexts(), random)) {
    if (texts.size === POOL_SIZE) break;
    texts.add(random.chance(0.03) ? random.pick(PARTICLES) + text : text);
  }
  return [...texts];
}

/** In the list above a hyphen stands for the blank after a particle: 'Le-Goff' is 'Le Goff'. */
function spacedParticle(word: string): string {
  return /^(Le|Da|Dos|De|El|Du|Van|Ben)-/.test(word) ? word.replaceAll('-', ' ') : word;
}

function composedTexts(): string[] {
  return HEADS.flatMap((head) => MIDDLES.flatMap((middle) => TAILS.map((tail) => `${head}${middle}${tail}`)));
}
