import { createFilledCells, FILLED_CELLS_ROOM } from '../../../fingerprints/engine/filled-cells.ts';
import type { BlockReading } from '../survey-suspect.ts';
import type { Engine } from './engine.ts';
import { placesFor } from './match-stretches.ts';
import { createPlaceLender } from './places.ts';

/** What reads a suspect by blocks, with places for all threads of the engine. */
export function openBlockReading(engine: Engine): BlockReading {
  return {
    scanner: engine.scanner,
    lender: createPlaceLender(engine, placesFor(engine.threads)),
    filledCells: createFilledCells(engine.kernel, engine.arena.take(FILLED_CELLS_ROOM)),
  };
}
