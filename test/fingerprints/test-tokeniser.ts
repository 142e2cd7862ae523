import { createTokeniser, type Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { KeyRing } from '../../fingerprints/keys.ts';

/** The key ring of the tests: the master is the given byte, 32 times. */
export function testKeys(byte = 7): KeyRing {
  return new KeyRing(new Uint8Array(32).fill(byte));
}

/** A tokeniser whose tokens are the same in every run. */
export async function testTokeniser(byte = 7): Promise<Tokeniser> {
  return createTokeniser(testKeys(byte));
}
