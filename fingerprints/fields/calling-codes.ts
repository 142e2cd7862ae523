/** How a country writes its own telephone numbers. */
export interface NumberingPlan {
  /** Country calling code, digits only. Source: ITU-T E.164, list of assigned country codes. */
  readonly callingCode: string;
  /** Put before the national number at home, not from abroad; '' where there is none. */
  readonly trunkPrefix: string;
  /** Shortest and longest national number, without trunk prefix. */
  readonly minDigits: number;
  readonly maxDigits: number;
}

/** Countries whose national spelling is understood; numbers of all others need their country code. Source: ITU, libphonenumber. */
export const NUMBERING_PLANS: Readonly<Record<string, NumberingPlan>> = {
  FR: { callingCode: '33', trunkPrefix: '0', minDigits: 9, maxDigits: 9 },
  BE: { callingCode: '32', trunkPrefix: '0', minDigits: 8, maxDigits: 9 },
  CH: { callingCode: '41', trunkPrefix: '0', minDigits: 9, maxDigits: 9 },
  LU: { callingCode: '352', trunkPrefix: '', minDigits: 6, maxDigits: 11 },
  MC: { callingCode: '377', trunkPrefix: '', minDigits: 8, maxDigits: 9 },
  DE: { callingCode: '49', trunkPrefix: '0', minDigits: 7, maxDigits: 11 },
  ES: { callingCode: '34', trunkPrefix: '', minDigits: 9, maxDigits: 9 },
  IT: { callingCode: '39', trunkPrefix: '', minDigits: 6, maxDigits: 11 },
  PT: { callingCode: '351', trunkPrefix: '', minDigits: 9, maxDigits: 9 },
  GB: { callingCode: '44', trunkPrefix: '0', minDigits: 9, maxDigits: 10 },
  IE: { callingCode: '353', trunkPrefix: '0', minDigits: 7, maxDigits: 9 },
  NL: { callingCode: '31', trunkPrefix: '0', minDigits: 9, maxDigits: 9 },
  US: { callingCode: '1', trunkPrefix: '1', minDigits: 10, maxDigits: 10 },
  CA: { callingCode: '1', trunkPrefix: '1', minDigits: 10, maxDigits: 10 },
  MA: { callingCode: '212', trunkPrefix: '0', minDigits: 9, maxDigits: 9 },
  DZ: { callingCode: '213', trunkPrefix: '0', minDigits: 8, maxDigits: 9 },
  TN: { callingCode: '216', trunkPrefix: '', minDigits: 8, maxDigits: 8 },
};

/**
 * French numbers of overseas departments are written like any other at home ('0692 …') but have their own country
 * code from abroad. By the first three digits after the trunk 0. Source: ARCEP, national numbering plan.
 */
export const OVERSEAS_CALLING_CODES: ReadonlyMap<string, string> = new Map([
  ['262', '262'],
  ['263', '262'],
  ['269', '262'],
  ['639', '262'],
  ['692', '262'],
  ['693', '262'],
  ['590', '590'],
  ['690', '590'],
  ['691', '590'],
  ['594', '594'],
  ['694', '594'],
  ['596', '596'],
  ['696', '596'],
  ['697', '596'],
]);
