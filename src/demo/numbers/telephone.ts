import { spread } from './spread.ts';

/** First digits after the 0 of numbers that mobile operators give out (ARCEP's numbering plan). */
const MOBILE_LEADS = ['60', '61', '62', '64', '65', '66', '67', '68', '75', '76', '77', '78'] as const;
const SUBSCRIBERS = 10_000_000;

/** Zone digit of a landline by department; those not listed are in the south-east (4). */
const ZONES: readonly (readonly [zone: number, departments: string])[] = [
  [1, '75 77 78 91 92 93 94 95'],
  [2, '14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85'],
  [3, '02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90'],
  [5, '09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87'],
];
const zoneOf = new Map(
  ZONES.flatMap(([zone, list]) => list.split(' ').map((department) => [department, zone])),
);
/** Second digits that no overseas number begins with (those are 0262, 0269, 0590 to 0596 and so on). */
const SECOND_DIGITS = '3478';

/** Ten digits of a mobile number; all serials below 10 million differ. */
export function mobileOf(seed: number, serial: number): string {
  const subscriber = spread(serial, SUBSCRIBERS, seed, 1);
  return `0${MOBILE_LEADS[(serial * 5 + (serial >>> 7)) % MOBILE_LEADS.length]}${String(subscriber).padStart(7, '0')}`;
}

/** Ten digits of a landline in the zone of the department; all serials below 10 million differ. */
export function landlineOf(seed: number, householdSerial: number, department: string): string {
  const subscriber = spread(householdSerial, SUBSCRIBERS, seed, 2);
  const second = SECOND_DIGITS[(householdSerial >>> 3) % SECOND_DIGITS.length];
  return `0${zoneOf.get(department) ?? 4}${second}${String(subscriber).padStart(7, '0')}`;
}
