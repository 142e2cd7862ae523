import { landlineOf } from '../numbers/telephone.ts';
import type { Home, Person } from '../person.ts';
import type { Random } from '../random.ts';
import { WeightedChoice } from '../weighted-choice.ts';

/** Insurers, all invented, most frequent first. */
const INSURERS = new WeightedChoice(
  `Mutuelle du Littoral|Harmonie des Métiers|Prévoyance Nord-Est|Mutuelle des Cimes|Santé Solidaire|Mutuelle Générale de l'Ouest
Entraide Plus|Mutuelle du Rail|Groupe Aurore|Mutuelle des Enseignants Réunis|Cap Prévoyance|Mutuelle Azur|Alliance Santé
Mutuelle Verte|Concorde Assurances|Mutuelle des Artisans|Horizon Santé|Mutuelle Bleue|Avenir Prévoyance|Mutuelle du Centre`.split(
    /[|\n]/,
  ),
  [18, 14, 10, 8, 7, 6, 5, 5, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1],
);

/** What the members of a household have in common. */
export interface Contact extends Pick<Person, 'landline' | 'insurer' | 'insurerNumber'> {
  readonly home: Home;
}

/** @param householdSerial any number of its own for each household; it makes the landline and the contract unique. */
export function drawContact(
  random: Random,
  seed: number,
  householdSerial: number,
  home: Home,
  eldestAge: number,
): Contact {
  const hasLandline = random.chance(eldestAge >= 65 ? 0.85 : eldestAge >= 40 ? 0.6 : 0.3);
  const insurer = random.chance(0.93) ? INSURERS.draw(random) : null;
  return {
    home,
    landline: hasLandline ? landlineOf(seed, householdSerial, home.department) : null,
    insurer,
    insurerNumber:
      insurer === null ? null : String(10_000_000 + ((householdSerial * 6_700_417) % 90_000_000)),
  };
}
