import type { Home } from '../person.ts';
import { drawPlace } from '../places/places.ts';
import { drawStreet } from '../places/streets.ts';
import type { Random } from '../random.ts';

const RESIDENCES = 'Les Lilas|Le Parc|Bellevue|Les Tilleuls|Le Clos|Beauséjour|Les Cèdres|Le Belvédère'.split(
  '|',
);

/** A home somewhere: places and streets at their share, house numbers mostly low. */
export function drawHome(random: Random): Home {
  const { city, postcode, department } = drawPlace(random);
  return {
    houseNumber: drawHouseNumber(random),
    street: drawStreet(random, postcode),
    complement: random.chance(0.25) ? drawComplement(random) : null,
    postcode,
    city,
    department,
  };
}

function drawHouseNumber(random: Random): string {
  const low = random.unit() * random.unit();
  const number = String(1 + Math.floor(low * 180));
  return random.chance(0.03) ? `${number} bis` : number;
}

function drawComplement(random: Random): string {
  const roll = random.unit();
  if (roll < 0.45) return `Appt ${random.between(1, 120)}`;
  if (roll < 0.7) return `Bât ${'ABCDEF'[random.below(6)]}`;
  if (roll < 0.85) return `Résidence ${random.pick(RESIDENCES)}`;
  return `Étage ${random.between(1, 9)}`;
}
