import type { FieldId } from '../fields/field.ts';
import { KEY_BYTES } from '../keys.ts';
import { fieldNumber, type Kernel, READ_PAST } from './kernel.ts';
import type { SpellingTokeniser, SubkeySource } from './tokeniser.ts';

/** Fields whose spellings the kernel knows. */
const BLURRED_FIELDS: readonly FieldId[] = ['name', 'date'];
/** Longest form, in bytes, that the kernel is given: nameVariants in assembly/canonical/variants.ts takes no longer. */
const LONGEST_FORM = 200;
const MOST_SPELLINGS = 40;

// How the room is laid out: keys, tokens of 8 bytes, the form, and what the kernel works in.
const TOKENS = BLURRED_FIELDS.length * KEY_BYTES;
const FORM = TOKENS + 8 * MOST_SPELLINGS;
const WORK = FORM + LONGEST_FORM + READ_PAST;

/** Bytes of the kernel's memory that createKernelSpellings needs. */
export function kernelSpellingsRoom(kernel: Kernel): number {
  return WORK + kernel.exports.spellingWorkRoom();
}

/**
 * Make the kernel's way to the same tokens. One thread's own.
 * @param keys the same as the reference's @param reference is asked for what the kernel does not handle
 * @param place address, a multiple of 8, of kernelSpellingsRoom() bytes that stay its own
 */
export function createKernelSpellings(
  kernel: Kernel,
  keys: SubkeySource,
  reference: SpellingTokeniser,
  place: number,
): SpellingTokeniser {
  const bytes = new Uint8Array(kernel.memory.buffer, place, WORK);
  const tokens = new Uint32Array(kernel.memory.buffer, place + TOKENS, MOST_SPELLINGS);
  const keyOf = new Map(BLURRED_FIELDS.map((field, at) => [field, at * KEY_BYTES]));
  for (const [field, at] of keyOf) bytes.set(keys.subkey(`variant/${field}`), at);
  return {
    spellings(field, canonical) {
      const key = keyOf.get(field);
      if (key === undefined || !writeAscii(canonical, bytes)) return reference.spellings(field, canonical);
      // biome-ignore format: the order of assembly/spellings.ts
      const count = kernel.exports.spellingTokens(
        fieldNumber(field), place + FORM, canonical.length, place + key, place + TOKENS, place + WORK,
      );
      return count < 0 ? reference.spellings(field, canonical) : tokens.slice(0, count);
    },
  };
}

/** Whether the form is plain and short enough for the kernel; it then stands at FORM. */
function writeAscii(form: string, bytes: Uint8Array): boolean {
  if (form.length > LONGEST_FORM) return false;
  for (let at = 0; at < form.length; at++) {
    const code = form.charCodeAt(at);
    if (code > 127) return false;
    bytes[FORM + at] = code;
  }
  return true;
}
