const NAMES: readonly string[] = [
  'JAN JANV JANVIER JANUARY',
  'FEV FEVR FEVRIER FEB FEBR FEBRUARY',
  'MAR MARS MARCH',
  'AVR AVRIL APR APRIL',
  'MAI MAY',
  'JUN JUIN JUNE',
  'JUL JUIL JUILLET JULY JUILL',
  'AOU AOUT AUG AUGUST',
  'SEP SEPT SEPTEMBRE SEPTEMBER',
  'OCT OCTOBRE OCTOBER',
  'NOV NOVEMBRE NOVEMBER',
  'DEC DECEMBRE DECEMBER',
];

/** Month (1 to 12) by its folded French or English name or abbreviation. */
export const MONTH_BY_NAME: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((word): [string, number] => [word, index + 1])),
);

/** Words around a date in words that change nothing, folded: articles, ordinals, days of the week, 'né le'. */
export const WORDS_AROUND_DATES: ReadonlySet<string> = new Set(
  `LE THE OF DE DU D ER ERE EME E ST ND RD TH NE NEE BORN ON LUNDI MARDI MERCREDI JEUDI VENDREDI SAMEDI DIMANCHE LUN MER
   JEU VEN SAM DIM MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY MON TUE TUES WED THU THUR THURS FRI SAT SUN`.split(
    /\s+/,
  ),
);
