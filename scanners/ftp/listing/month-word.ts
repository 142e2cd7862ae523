/** January first: as `ls` prints them in English, French, German, Spanish, Italian, Dutch and Portuguese, short and long. */
const WORDS: readonly string[] = [
  'jan janv janvier january januar jän jänner ene enero gen gennaio januari janeiro',
  'feb febr fév févr février february februar febrero febbraio februari fev fevereiro',
  'mar mars march mär märz mrz maerz marzo mrt maa maart março',
  'apr april avr avril abr abril aprile',
  'may mai mayo mag maggio mei maio',
  'jun juin june juni junio giu giugno junho',
  'jul juil juillet july juli julio lug luglio julho',
  'aug aoû août august ago agosto augustus',
  'sep sept septembre september septiembre set sett settembre setembro',
  'oct octobre october okt oktober octubre ott ottobre out outubro',
  'nov novembre november noviembre novembro',
  'déc décembre dec december dez dezember dic diciembre dicembre dezembro',
];

/** The code page of DOS and of consoles on Windows in western Europe. */
const CP850: Readonly<Record<string, string>> = { é: '\x82', ä: '\x84', ç: '\x87', û: '\x96' };

/** 'septiembre' in UTF-8 and a dot are less. */
const MOST_LETTERS = 16;

const MONTHS = new Map(
  WORDS.flatMap((words, at) =>
    words.split(' ').flatMap((word) => spellings(word).map((spelling) => [spelling, at + 1] as const)),
  ),
);

/** The month (from 1) that a word means, whatever its case and whether it ends in '.'; null for other words. */
export function monthOf(word: string): number | null {
  const month = MONTHS.get(word);
  if (month !== undefined) return month;
  if (word.length > MOST_LETTERS) return null;
  // Letters beyond ASCII are bytes of some encoding here: they have no case.
  const plain = word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return MONTHS.get(plain) ?? null;
}

/** As bytes in the encodings that servers use, each byte one latin1 character; and without accents. With a capital and a dot, too. */
function spellings(word: string): readonly string[] {
  const small = [
    word,
    Buffer.from(word, 'utf8').toString('latin1'),
    word.replace(/[^a-z]/g, (letter) => CP850[letter]!),
    word.normalize('NFD').replace(/[^a-z]/g, ''),
  ];
  const both = [...small, ...small.map((one) => one.charAt(0).toUpperCase() + one.slice(1))];
  return [...both, ...both.map((one) => `${one}.`)];
}
