import { Random } from '../random.ts';
import { WeightedChoice } from '../weighted-choice.ts';

/** A commune, or a district of a large one, as post is addressed to it. */
export interface Place {
  /** 'Saint-Étienne'. */
  readonly city: string;
  /** Five digits. */
  readonly postcode: string;
  /** Two signs: '01' to '95', '2A', '2B'. */
  readonly department: string;
}

/** Large towns: name, postcode, inhabitants in thousands (public statistics, rounded). */
const TOWNS = `Toulouse 31000 500|Nice 06000 345|Nantes 44000 320|Montpellier 34000 300|Strasbourg 67000 290|Bordeaux 33000 260
Lille 59000 235|Rennes 35000 222|Reims 51100 180|Toulon 83000 178|Saint-Étienne 42000 173|Le Havre 76600 166|Dijon 21000 159
Grenoble 38000 158|Angers 49000 155|Saint-Denis 93200 150|Villeurbanne 69100 154|Nîmes 30000 148|Aix-en-Provence 13100 147
Clermont-Ferrand 63000 147|Le Mans 72000 145|Brest 29200 140|Tours 37000 137|Amiens 80000 134|Annecy 74000 131|Limoges 87000 130
Boulogne-Billancourt 92100 121|Metz 57000 120|Besançon 25000 119|Perpignan 66000 119|Orléans 45000 117|Rouen 76000 114
Montreuil 93100 111|Argenteuil 95100 110|Mulhouse 68100 108|Caen 14000 106|Nancy 54000 105|Tourcoing 59200 98|Roubaix 59100 98
Nanterre 92000 97|Vitry-sur-Seine 94400 95|Créteil 94000 93|Avignon 84000 91|Poitiers 86000 89|Aubervilliers 93300 89
Dunkerque 59140 87|Aulnay-sous-Bois 93600 86|Colombes 92700 86|Versailles 78000 84|Asnières-sur-Seine 92600 86|Béziers 34500 80
La Rochelle 17000 77|Cherbourg-en-Cotentin 50100 78|Champigny-sur-Marne 94500 77|Pau 64000 77|Antibes 06600 74|Cannes 06400 74
Ajaccio 20000 72|Bastia 20200 48|Saint-Nazaire 44600 72|Drancy 93700 72|Mérignac 33700 73|Colmar 68000 68|Issy-les-Moulineaux 92130 68
Noisy-le-Grand 93160 68|Évry-Courcouronnes 91000 68|Quimper 29000 63|Valence 26000 64|Bourges 18000 64|Cergy 95000 66
La Seyne-sur-Mer 83500 63|Levallois-Perret 92300 66|Troyes 10000 62|Montauban 82000 61|Antony 92160 62|Chambéry 73000 59
Niort 79000 59|Neuilly-sur-Seine 92200 60|Sarcelles 95200 58|Lorient 56100 57|Le Blanc-Mesnil 93150 57|Beauvais 60000 56
Saint-Quentin 02100 53|Meaux 77100 55|Chelles 77500 54|Narbonne 11100 55|La Roche-sur-Yon 85000 54|Épinay-sur-Seine 93800 54
Vannes 56000 54|Cholet 49300 54|Pantin 93500 57|Bondy 93140 53|Fréjus 83600 54|Arles 13200 52|Clamart 92140 53|Fontenay-sous-Bois 94120 52
Sartrouville 78500 52|Grasse 06130 50|Bayonne 64100 51|Brive-la-Gaillarde 19100 47|Massy 91300 50|Laval 53000 49|Charleville-Mézières 08000 46
Albi 81000 49|Carcassonne 11000 46|Saint-Brieuc 22000 44|Blois 41000 46|Châlons-en-Champagne 51000 44|Tarbes 65000 42|Bourg-en-Bresse 01000 41
Chalon-sur-Saône 71100 45|Castres 81100 42|Arras 62000 42|Gap 05000 40|Périgueux 24000 30|Mâcon 71000 34|Nevers 58000 33|Auxerre 89000 34
Agen 47000 33|Roanne 42300 34|Montluçon 03100 33|Épinal 88000 32|Vichy 03200 25|Aurillac 15000 25|Rodez 12000 24|Mont-de-Marsan 40000 30
Chartres 28000 38|Évreux 27000 46|Alençon 61000 26|Belfort 90000 46|Vesoul 70000 15|Lons-le-Saunier 39000 17|Digne-les-Bains 04000 16
Privas 07000 8|Mende 48000 12|Cahors 46000 20|Auch 32000 22|Foix 09000 10|Guéret 23000 13|Tulle 19000 15|Angoulême 16000 41
Châteauroux 36000 43|Bar-le-Duc 55000 15|Chaumont 52000 22|Le Puy-en-Velay 43000 19|Laon 02000 24|Saint-Lô 50000 19|Bruges 33520 19`;

/** Towns of several postcodes: name, first and last postcode, inhabitants in thousands of each district. */
const DISTRICTS = [
  { city: 'Paris', first: 75001, last: 75020, thousands: 106 },
  { city: 'Marseille', first: 13001, last: 13016, thousands: 54 },
  { city: 'Lyon', first: 69001, last: 69009, thousands: 58 },
] as const;

const STEMS =
  `Aubi Bazo Belle Beau Bois Bré Cam Cast Char Chau Cla Cour Cro Dam Es Faver Flo Font Gran Her Lan Lou Mar Mer Mont
Mor Neuf Noir Or Pier Plan Pont Roche Sau Sar Ta Vau Ver Vil Vitr`.split(/\s+/);
const ENDINGS =
  `ac agne ais anges ans ay court çon elles eray euil ey ville gny ières igny illac illon mont on ons ourt oux
vaux viers y`.split(/\s+/);
const SAINTS =
  `Saint-Aubin Saint-Martin Sainte-Marie Saint-Pierre Saint-Georges Saint-Julien Saint-Hilaire Sainte-Colombe
Saint-Germain Saint-Jean Saint-Léger Saint-Cyr Saint-Maurice Saint-Laurent Sainte-Anne Saint-Rémy Saint-Sauveur Saint-Paul`.split(
    /\s+/,
  );
const TAILS =
  `sur-Loire sur-Seine sur-Saône sur-Mer les-Bains le-Château la-Forêt en-Plaine sous-Bois sur-Orne la-Chapelle
d'Auge du-Bois des-Prés sur-Vienne l'Abbaye en-Brie lès-Vignes`.split(/\s+/);

const COMPOSED_PLACES = 760;
/** Inhabitants of the largest composed place in thousands; the others follow as 1 / (rank + offset). */
const LARGEST_COMPOSED_THOUSANDS = 22;
const COMPOSED_RANK_OFFSET = 60;

let choice: WeightedChoice<Place> | null = null;

/** A place at its share of the population: towns at their size, some hundred composed small places. */
export function drawPlace(random: Random): Place {
  choice ??= buildChoice();
  return choice.draw(random);
}

function buildChoice(): WeightedChoice<Place> {
  const weighted = [...towns(), ...districts(), ...composedPlaces()];
  return new WeightedChoice(
    weighted.map(({ place }) => place),
    weighted.map(({ thousands }) => thousands),
  );
}

interface WeightedPlace {
  readonly place: Place;
  readonly thousands: number;
}

function towns(): WeightedPlace[] {
  return TOWNS.split(/[|\n]/).map((line) => {
    const words = line.split(' ');
    const thousands = Number(words.pop());
    const postcode = words.pop() as string;
    return { place: placeOf(words.join(' '), postcode), thousands };
  });
}

function districts(): WeightedPlace[] {
  return DISTRICTS.flatMap(({ city, first, last, thousands }) =>
    Array.from({ length: last - first + 1 }, (_, step) => ({
      place: placeOf(city, String(first + step)),
      thousands,
    })),
  );
}

function composedPlaces(): WeightedPlace[] {
  const random = new Random(1_871);
  const cities = new Set<string>();
  while (cities.size < COMPOSED_PLACES) cities.add(composedCity(random));
  return [...cities].map((city, rank) => ({
    place: placeOf(city, composedPostcode(rank, random)),
    thousands: (LARGEST_COMPOSED_THOUSANDS * COMPOSED_RANK_OFFSET) / (rank + COMPOSED_RANK_OFFSET),
  }));
}

function composedCity(random: Random): string {
  if (random.chance(0.35)) return `${random.pick(SAINTS)}-${random.pick(TAILS)}`;
  const plain = random.pick(STEMS) + random.pick(ENDINGS);
  return random.chance(0.2) ? `${plain}-${random.pick(TAILS)}` : plain;
}

/** Small places go round the departments; two of one department may share a postcode, as they do. */
function composedPostcode(rank: number, random: Random): string {
  const department = (rank % 95) + 1;
  return String(department).padStart(2, '0') + String(random.between(1, 89) * 10).padStart(3, '0');
}

function placeOf(city: string, postcode: string): Place {
  return { city, postcode, department: departmentOf(postcode) };
}

/** Corsica writes 20 in postcodes for both its departments: 2A up to 20199, 2B above (La Poste). */
function departmentOf(postcode: string): string {
  if (!postcode.startsWith('20')) return postcode.slice(0, 2);
  return postcode < '20200' ? '2A' : '2B';
}
