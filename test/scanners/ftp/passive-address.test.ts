import { describe, expect, it } from 'vitest';
import { parseExtendedPassive, parsePassive } from '../../../scanners/ftp/passive-address.ts';

describe('places of data connections', () => {
  it.each([
    ['Entering Passive Mode (10,1,2,3,4,5)', { address: '10.1.2.3', port: 1029 }],
    ['Entering Passive Mode 10,1,2,3,4,5.', { address: '10.1.2.3', port: 1029 }],
    ['(256,1,2,3,4,5)', null],
    ['(1,2,3,4,0,0)', null],
    ['(1,2,3,4,5)', null],
    ['nowhere', null],
  ])('reads PASV: %s', (text, place) => {
    expect(parsePassive(text)).toEqual(place);
  });

  it.each([
    ['Entering (|||6446|)', { address: null, port: 6446 }],
    ['(!!!6446!)', { address: null, port: 6446 }],
    ['(|||0|)', null],
    ['(|||65536|)', null],
    ['(|1|127.0.0.1|6446|)', null],
    ['', null],
  ])('reads EPSV: %s', (text, place) => {
    expect(parseExtendedPassive(text)).toEqual(place);
  });
});
