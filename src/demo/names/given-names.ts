import type { Random } from '../random.ts';
import { WeightedChoice } from '../weighted-choice.ts';
import { type Name, slugOf } from './family-names.ts';

/** As it stands in the person's papers. */
export type Sex = 'female' | 'male';

/** Given names by the year around which they were given most, most frequent first (name statistics, not people). */
const FASHIONS: Readonly<Record<Sex, Readonly<Record<number, string>>>> = {
  male: {
    1930: `Jean Pierre André Marcel René Roger Robert Henri Georges Louis Raymond Maurice Lucien Paul Albert Fernand Émile
      Gaston Léon Eugène Gilbert Edmond Armand Marius Joseph Charles`,
    1945: `Michel Claude Jacques Bernard Gérard Daniel Guy Yves Serge Roland Francis Lionel Hubert Gabriel Edouard
      Jean-Claude Jean-Pierre Jean-Louis Jean-Paul Jean-Marie Jean-Jacques Ange Désiré Côme Anselme`,
    1958: `Alain Philippe Patrick Christian Dominique Gilles Didier Bruno Marc Denis Joël Hervé Thierry Jean-Luc Jean-Michel
      Jean-François Jean-Marc Jean-Yves Régis Rémi Gérald Xavier Benoît Noël Loïc`,
    1970: `Pascal Éric Laurent Frédéric Stéphane Christophe Olivier Franck Fabrice Vincent Jérôme David Sébastien Emmanuel
      Cyril Arnaud Ludovic Grégory Yann Fabien Jean-Christophe Jean-Philippe Karim Rachid Mohamed Farid Samir`,
    1982: `Nicolas Julien Guillaume Mickaël Alexandre Cédric Mathieu Jonathan Damien Romain Jérémy Aurélien Florian Kévin
      Anthony Maxime Benjamin Adrien Thomas Sylvain Bastien Rémy Mehdi Nabil Raphaël Pierre-Yves Geoffrey`,
    1994: `Quentin Clément Valentin Alexis Dylan Corentin Jordan Antoine Simon Baptiste Florent Loris Tristan Steven Axel
      Samuel Yohan Marvin Gaëtan Yanis Bilal Ibrahim Killian Tanguy Erwan Maël François Jules`,
    2006: `Lucas Théo Enzo Mathis Hugo Léo Nathan Noah Louka Ethan Tom Évan Gabin Clément-Marie Timéo Rayan Adam Sacha
      Mathéo Nolan Lenny Esteban Titouan Malo Aymeric Ilyes Ryan Amine Victor`,
    2018: `Gabriel-Ange Raphaël-Marie Arthur Maël-Yann Liam Aaron Isaac Éden Marceau Ayden Naël Imran Milo Côme-Marie Lyam
      Andréa Marius-Paul Ayoub Soan Ismaël Tiago Noé Eliott Augustin Gaspard Léandre Basile Oscar Robin`,
  },
  female: {
    1930: `Marie Jeanne Simone Denise Madeleine Yvonne Germaine Suzanne Paulette Marguerite Lucienne Renée Odette Raymonde
      Henriette Georgette Marcelle Louise Yvette Juliette Andrée Gilberte Fernande Léontine Augustine`,
    1945: `Monique Jacqueline Nicole Françoise Michèle Christiane Danielle Janine Colette Josette Claudine Ginette Annie
      Éliane Arlette Huguette Bernadette Marie-Thérèse Marie-Claude Anne-Marie Solange Mauricette Régine`,
    1958: `Catherine Martine Brigitte Chantal Sylvie Patricia Dominique Évelyne Joëlle Marie-Christine Marie-France Véronique
      Corinne Pascale Élisabeth Ghislaine Mireille Béatrice Nadine Odile Marie-Hélène Noëlle Fabienne`,
    1970: `Nathalie Isabelle Valérie Sandrine Stéphanie Christelle Laurence Céline Sophie Karine Virginie Delphine Florence
      Carole Agnès Séverine Anne Hélène Marie-Laure Fatima Nadia Malika Samira Muriel Peggy Rachel`,
    1982: `Émilie Aurélie Élodie Julie Audrey Laëtitia Amélie Jennifer Mélanie Jessica Vanessa Sabrina Angélique Cindy Caroline
      Laure Sarah Marion Hélène-Marie Leïla Yasmina Gaëlle Aline Fanny Noémie Charlotte Lucie`,
    1994: `Laura Camille Pauline Manon Marine Mathilde Justine Morgane Anaïs Mélissa Chloé Léa Alexia Margaux Océane Coralie
      Estelle Ophélie Clémence Solène Maëva Inès-Marie Kenza Cassandra Eva Juliette-Marie Élise Lisa`,
    2006: `Emma Clara Jade Lilou Louna Zoé Lola Romane Maëlys Nina Louane Lina Célia Ambre Lou Éléa Margot Apolline Yasmine
      Inaya Assia Capucine Aya Lana Salomé Candice Héloïse Syrine`,
    2018: `Alice Ambre-Rose Mila Rose Anna Lya Iris Alba Romy Agathe Victoire Olivia Charlie Nour Mya Giulia Léonie Jeanne-Marie
      Adèle Valentine Livia Alix Thaïs Lyana Maria Alma Roxane Victoria Élena`,
  },
};

/** Beginnings and endings of the rarer names, by sex; they were given later, over a longer time. */
const RARE = {
  male: {
    heads:
      'Al Am An Ar Bal Bas Ca Cor Da Di El Er Fa Flo Gal Ha Is Jo Ka Lé Lo Ma Mé Na Or Ra Ro Sa Sté Ta Thé Va Yo Za'.split(
        ' ',
      ),
    tails: 'bin cien dan dric gor han lan lien mir nel nis rick rien rin ro sam son tin vin xis yan zo'.split(
      ' ',
    ),
  },
  female: {
    heads:
      'Al Am An Ar Bé Ca Cla Co Da Dé El Er Fa Flo Gaë Ha Is Jo Ka Lé Li Ma Mé Na No Or Ra Ro Sa Sté Ta Thé Va Yo Za'.split(
        ' ',
      ),
    tails:
      'belle cia céline da dine lène lia line lyne mia na naëlle nia rine rina ssa tia vane ya yse zia'.split(
        ' ',
      ),
  },
} as const;

/** Second halves of names that begin with Jean- or Marie-; they were given around 1950. */
const SECOND_HALVES = {
  male: 'Pierre Claude Louis Paul Marie Jacques Luc Michel François Marc Yves Charles Noël Baptiste Christophe Philippe Bernard André Denis Gabriel Robert Joseph Daniel Sébastien Roch'.split(
    ' ',
  ),
  female:
    'Thérèse Claude Christine France Hélène Laure Paule Louise Noëlle Odile Ange Line Josée Pierre Claire Dominique Cécile Madeleine Françoise Joseph Élisabeth Agnès Lise Reine Anne'.split(
      ' ',
    ),
} as const;

const FIRST_DECADE = 1920;
const DECADES = 12;
const RARE_NAMES_PER_SEX = 510;

const choices: Partial<Record<Sex, readonly WeightedChoice<Name>[]>> = {};

/** A given name as parents of that year chose it, sometimes compound ('Jean-Pierre'). Years outside 1920-2039 count as the nearest. */
export function drawGivenName(random: Random, sex: Sex, birthYear: number): Name {
  const decade = Math.floor((birthYear - FIRST_DECADE) / 10);
  choices[sex] ??= buildChoices(sex);
  const byDecade = choices[sex] as readonly WeightedChoice<Name>[];
  return (byDecade[Math.min(Math.max(decade, 0), DECADES - 1)] as WeightedChoice<Name>).draw(random);
}

interface Fashion {
  readonly text: string;
  readonly weight: number;
  readonly peakYear: number;
  readonly spreadYears: number;
}

function buildChoices(sex: Sex): WeightedChoice<Name>[] {
  const fashions = fashionsOf(sex);
  const total = fashions.reduce((sum, { weight }) => sum + weight, 0);
  const names = fashions.map(({ text, weight }) => ({
    text,
    slug: slugOf(text),
    share01: weight / total / 2,
  }));
  return Array.from({ length: DECADES }, (_, decade) => {
    const middleYear = FIRST_DECADE + decade * 10 + 5;
    return new WeightedChoice(
      names,
      fashions.map((fashion) => weightIn(middleYear, fashion)),
    );
  });
}

/** A bell around the peak; one in a hundred is named against the fashion. */
function weightIn(year: number, { weight, peakYear, spreadYears }: Fashion): number {
  const distance = (year - peakYear) / spreadYears;
  return weight * (Math.exp((-distance * distance) / 2) + 0.01);
}

function fashionsOf(sex: Sex): readonly Fashion[] {
  const fashions = new Map<string, Fashion>();
  const add = (fashion: Fashion): void => {
    if (!fashions.has(fashion.text)) fashions.set(fashion.text, fashion);
  };
  for (const [peak, texts] of Object.entries(FASHIONS[sex])) {
    for (const [rank, text] of texts.split(/\s+/).entries()) {
      add({ text, weight: 1 / (rank + 4), peakYear: Number(peak), spreadYears: rank === 0 ? 14 : 9 });
    }
  }
  const first = sex === 'male' ? 'Jean' : 'Marie';
  for (const [rank, second] of SECOND_HALVES[sex].entries()) {
    add({ text: `${first}-${second}`, weight: 0.2 / (rank + 4), peakYear: 1950, spreadYears: 16 });
  }
  for (const [rank, text] of rareNames(sex).entries()) {
    add({ text, weight: 0.45 / (rank + 30), peakYear: 1970 + ((rank * 17) % 55), spreadYears: 22 });
  }
  return [...fashions.values()];
}

function rareNames(sex: Sex): string[] {
  const { heads, tails } = RARE[sex];
  const texts = Array.from({ length: heads.length * tails.length }, (_, step) => {
    // 211 is coprime to both products, so the walk meets every pair once, far pairs after one another.
    const pair = (step * 211) % (heads.length * tails.length);
    return `${heads[pair % heads.length]}${tails[Math.floor(pair / heads.length)]}`;
  });
  return texts.slice(0, RARE_NAMES_PER_SEX);
}
