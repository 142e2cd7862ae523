import { expect, test } from 'vitest';
import { claimsWriting } from '../../../scanners/ftp/write-rights.ts';

test.each([
  ['flcdmpe', true],
  ['rw', true],
  ['el', false],
  ['adfr', false],
  ['fle', false],
  ['', false],
  [null, false],
])('perm=%s claims a right to write: %s', (perm, isClaimed) => {
  expect(claimsWriting(perm)).toBe(isClaimed);
});
