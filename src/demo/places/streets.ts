import type { Random } from '../random.ts';
import { WeightedChoice } from '../weighted-choice.ts';

/** Kinds of street with their share, as in addresses. */
const KINDS: Readonly<Record<string, number>> = {
  rue: 55,
  avenue: 12,
  chemin: 9,
  allée: 7,
  route: 7,
  impasse: 6,
  boulevard: 5,
  place: 4,
  square: 1.5,
  quai: 1,
  passage: 1,
  cours: 0.6,
};

/** What streets are named after, most frequent first. */
const SUBJECTS = `de l'Église|de la République|Victor Hugo|Pasteur|de la Mairie|du Stade|Jean Jaurès|des Écoles|de la Gare|du Moulin
des Lilas|du Château|Jules Ferry|de la Fontaine|Jean Moulin|du Général de Gaulle|des Acacias|des Jardins|de la Liberté
des Tilleuls|du 8 Mai 1945|du 11 Novembre 1918|de Verdun|du Maréchal Foch|Gambetta|Émile Zola|Anatole France|de Paris|du Lavoir
des Roses|des Vignes|des Prés|du Cimetière|de la Paix|Voltaire|Molière|Saint-Martin|Saint-Jean|des Fleurs|des Peupliers|du Bois
de la Poste|Louis Pasteur|Pierre Curie|Marie Curie|Albert Camus|Jean Macé|Jean Mermoz|Paul Éluard|Jacques Prévert|Georges Brassens
Édith Piaf|Claude Debussy|Hector Berlioz|Maurice Ravel|Claude Monet|Auguste Renoir|Paul Cézanne|Henri Matisse|Pablo Picasso
de Bretagne|de Normandie|d'Alsace|de Lorraine|de Provence|de Bourgogne|d'Auvergne|du Limousin|de Savoie|des Pyrénées|des Alpes
des Vosges|du Jura|de la Loire|de la Seine|du Rhône|de la Garonne|de la Mer|de la Plage|du Port|du Phare|des Mouettes
des Hirondelles|des Rossignols|des Mésanges|des Alouettes|des Fauvettes|du Coq|de l'Écureuil|des Cerisiers|des Pommiers
des Noyers|des Chênes|des Ormes|des Érables|des Bouleaux|des Sapins|des Pins|des Platanes|des Marronniers|des Mimosas|des Genêts
des Bruyères|des Coquelicots|des Violettes|des Jonquilles|des Primevères|des Glycines|du Verger|du Puits|du Four|de la Forge
du Pressoir|de la Croix|du Calvaire|de l'Abbaye|du Couvent|du Presbytère|Notre-Dame|Sainte-Anne|Saint-Michel|Saint-Pierre
Saint-Nicolas|Saint-Antoine|Saint-Louis|Sainte-Catherine|du Marché|de la Halle|du Commerce|des Artisans|de l'Industrie
du Progrès|de l'Avenir|de l'Égalité|de la Fraternité|de l'Europe|de la Résistance|des Déportés|des Martyrs|de la Victoire
du Souvenir|de la Libération|du 14 Juillet|du 19 Mars 1962|du 4 Septembre|de Strasbourg|de Lyon|de Bordeaux|de Toulouse|de Lille
de Nantes|de Rennes|de Metz|de Londres|de Rome|de Madrid|de Genève|Haute|Basse|Grande|Neuve|Vieille|du Centre|du Parc|du Lac
de l'Étang|de la Rivière|du Ruisseau|de la Source|du Pont|du Barrage|de l'Écluse|du Canal|de la Prairie|de la Plaine|du Coteau
de la Colline|du Belvédère|de Bellevue|de Beauregard|de Beauséjour|du Soleil|du Levant|du Midi|du Nord|de l'Ouest|des Cours
Cœur de Ville|du Cœur Volant|des Œillets|Lamartine|Rabelais|Ronsard|Racine|Corneille|Diderot|Balzac|Flaubert|Rimbaud|Verlaine`;

const STREETS = 2_000;
/** The streets that nearly every town has; those after them differ from place to place. */
const EVERYWHERE = 60;

let streets: { readonly names: readonly string[]; readonly ranks: WeightedChoice<number> } | null = null;

/** A street without number, as full words: 'rue de la République'. The frequent ones are the same in all places. */
export function drawStreet(random: Random, postcode: string): string {
  streets ??= buildStreets();
  const rank = streets.ranks.draw(random);
  if (rank < EVERYWHERE) return streets.names[rank] as string;
  const turned = EVERYWHERE + ((rank + Number(postcode) * 7) % (streets.names.length - EVERYWHERE));
  return streets.names[turned] as string;
}

function buildStreets(): { readonly names: readonly string[]; readonly ranks: WeightedChoice<number> } {
  const subjects = SUBJECTS.split(/[|\n]/);
  const weighted = Object.entries(KINDS).flatMap(([kind, share]) =>
    subjects.map((subject, rank) => ({ name: `${kind} ${subject}`, weight: share / (rank + 12) })),
  );
  weighted.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
  const kept = weighted.slice(0, STREETS);
  return {
    names: kept.map(({ name }) => name),
    ranks: new WeightedChoice(
      kept.map((_, rank) => rank),
      kept.map(({ weight }) => weight),
    ),
  };
}
