import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASK, fieldNumber, packReading, UNREADABLE } from '../../fingerprints/engine/kernel.ts';
import { FRENCH_HABITS } from '../../fingerprints/fields/default-reading.ts';
import type { FieldId } from '../../fingerprints/fields/field.ts';
import { FIELDS } from '../../fingerprints/fields/fields.ts';
import { canonicalCaller, openKernel } from './open-kernel.ts';

const FIELDS_OF_WORDS = ['name', 'street', 'city', 'code', 'text'] as const;
const call = canonicalCaller(openKernel());

/** What the kernel says of a cell, and what the reference says; ASK agrees with everything. */
function expectAgreement(field: FieldId, cell: string): void {
  for (const missingWords of [false, true]) {
    const reading = { ...FRENCH_HABITS, field, missingWords };
    const answer = call(fieldNumber(field), cell, packReading(reading));
    if (answer === ASK) continue;
    const expected = FIELDS[field].canonical(cell, reading) ?? UNREADABLE;
    expect(answer, `${field} of ${JSON.stringify(cell)}`).toBe(expected);
  }
}

const NAMES =
  `Dupont MARTIN Léa Théo Zoé Chloë Françoise Noël Maïlys Benoît Œuvrard Lætitia Muñoz L'Haÿ Yonaëlle Ève Anne
  Nguyen Goff Tour Ibrahim Ndiaye Artagnan Brien Strauß Éloïse CÔTE ÎLE ES E A B JP null NA None Nil Neant 1er`.split(
    /\s+/,
  );
const SPECIAL_WORDS =
  `M MM MME MMES MLE MLLE MLLES MR MRS MS MISS DR PR ME MGR SIR MONSIEUR MADAME MADEMOISELLE DOCTEUR NE NEE NEES
  née BORN EP EPOUSE épouse EPSE EPX EPOUX VVE VEUVE VEUF DIVORCEE DIV D DE DU DES L LA LE LES N O DI DA DO DOS DAS DEL DELLA
  DELLE DELLI LO LOS LAS VAN VON VANDEN VANDER VANDE DER DEN TER TEN ZU ZUM EL AL BEN BIN BENT IBN BOU ABOU ABU AIT OULD ABD
  ABDEL ABDUL ABDOUL SIDI SAN SANTA MAC MC FITZ ST STE SAINT SAINTE`.split(/\s+/);
const STREET_WORDS =
  `1 12 012 000 95 12B 012b 12R 7ter 7TERS 3quater 3quinquies 000000000000000001B 1A2 12eme 0 00 bis BIS ter QUATER QUINQUIES B R T N NO
  NUM NUMERO N° n° nº LIEU DIT LIEUDIT RUE R AV AVE AVENUE AVN BD BLD BLVD BVD BOUL BOULEVARD CHE CHEM CHEMIN CH PL PLACE PLCE
  ALL ALLEE ALLEES AL IMP IMPASSE RTE ROUTE RT SQ SQUARE QU QUAI Q CRS COURS CR FG FBG FAUBOURG FAUB LOT LOTISSEMENT RES
  RESIDENCE RESID HAM HAMEAU PAS PASSAGE PASS SEN SENTE SENTIER VC VLA VILLA ESP ESPLANADE PROM PROMENADE TRA TRAVERSE DOM
  DOMAINE CITE CLOS COUR MAIL MONTEE MTE VOIE VEN VENELLE ZA ZI ZAC LD PARC VIA STREET ROAD RD LANE LN DRIVE DRV COURT CT GAL
  GENERAL GEN DR DOCTEUR MAL MARECHAL PDT PRESIDENT PRES CDT CMDT COMMANDANT CNE CAPITAINE CPT COL COLONEL LT LIEUTENANT PR
  PROFESSEUR PROF SGT SERGENT ST SAINT STE SAINTE STS SAINTS la de République Château l'Église COMMANDANTS BOULEVARDS`.split(
    /\s+/,
  );
const CITY_WORDS =
  `PARIS Saint SAINT SAINTE STE ST Étienne LEZ lès S s/ S/ Mer SUR CEDEX Cedex 08 11 11E 1ER ER ERE EME E 75011 2A004
  ARR ARRDT ARDT ARRONDISSEMENT ARRONDISSEMENTS Châlons Le (LE) (la) (L') (L) (75) ( LES) HAVRE L'Haÿ`.split(
    /\s+/,
  );
const CODE_WORDS = `D25 5485863 A+ O- F M x_y #12 : 00 N°12 NULL c/o 1.2`.split(' ');
const BLANK_MARKERS =
  `N/A|n.a.|N.A|n/c|N.C.|nc|N/R|nr|N/D|n.d.|nd|S/O|s.o.|null|<null>|(null)|[null]|{null}|<na>|#N/A|#NULL!|#REF!|#VALUE!
  |#NAME?|#DIV/0!|\\N|undefined|inconnu|inconnue|non renseigné|non renseignée|non communique|non communiquée|non précisé
  |non précisée|non connu|non connue|non fourni|non disponible|pas de valeur|sans objet|unknown|not available|not applicable
  |not specified|not provided|no data|vide|(vide)|(blank)|<vide>|0000-00-00|00/00/0000|00.00.0000|00-00-0000
  |0000-00-00 00:00:00|na|nan|nil|none|néant|so|non renseignè|-|--|.|?|'|\`|nòne`
    .split('|')
    .map((marker) => marker.trim());
const SIGNS = Array.from(
  ' -\'’.,;:/()°_"`#&+*\t\n\r\v\0\u001f\u007f0aZÉéœŒßÿñæ–—…«»“”‘´¨ªº²¼§€×\u00a0\u00ad\u200b\u2028\u3000\ufeff\u0301\u0345Ａ１ſµŉİıłŁþĳ😀\u212a',
);

/** Cells come from valid UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const separator = fc.oneof(
  { weight: 5, arbitrary: fc.constant(' ') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('-', "'", '’', '. ', ', ', '  ', '\u00a0', '.', '/', ' - ', '_', '', '°', '('),
  },
);
const casing = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text.toLowerCase(),
);

/** Cells of one to seven of these words, in many spellings. */
function cellsOf(words: readonly string[], longest = 7): fc.Arbitrary<string> {
  const spelled = fc.tuple(fc.constantFrom(...words), casing, separator);
  return fc
    .array(spelled, { minLength: 1, maxLength: longest })
    .map((parts) => parts.map(([word, inCase, sign]) => inCase(word) + sign).join(''))
    .chain((joined) => fc.constantFrom(joined.replace(/[ ,.'’-]+$/, ''), joined, ` ${joined}`));
}

/** The same with one sign put in, taken out or put in place of another. */
function slipsOf(cells: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(cells, fc.nat(), fc.constantFrom(...SIGNS), fc.nat(1), fc.nat(1))
    .map(([cell, place, sign, isPutIn, taken]) => {
      const at = place % (cell.length + 1);
      return cell.slice(0, at) + (isPutIn ? sign : '') + cell.slice(at + taken);
    })
    .filter((cell) => !LONE_SURROGATE.test(cell));
}

const CELLS: Readonly<Record<(typeof FIELDS_OF_WORDS)[number], fc.Arbitrary<string>>> = {
  name: fc.oneof(cellsOf([...NAMES, ...SPECIAL_WORDS], 14), cellsOf(NAMES, 3), cellsOf(SPECIAL_WORDS, 3)),
  street: fc.oneof(cellsOf(STREET_WORDS), cellsOf(STREET_WORDS, 3)),
  city: fc.oneof(cellsOf(CITY_WORDS), cellsOf(CITY_WORDS, 3)),
  code: cellsOf(CODE_WORDS, 4),
  text: cellsOf([...NAMES, ...CODE_WORDS, ...STREET_WORDS], 12),
};

/** Cells that every file has, parted by '|': the reference is never asked for one. */
const TYPICAL: Readonly<Record<(typeof FIELDS_OF_WORDS)[number], string>> = {
  name: `DUPONT|Théo|YONAËLLE|d'Artagnan|D’ARTAGNAN|DE LA TOUR|Jean-Pierre|Le Goff|SAINT-MARTIN|Martin, Zoé|M. Paul DURAND
    |Mme Anne LE GALL|Zoe LE|van der Berg|Œuvrard|L’Haÿ|DUPONT née MARTIN|Dr Momalard|NA|NULL||-|Muñoz|Lætitia|BEN AMAR
    | Marie Anne Sophie Dupont |N'DIAYE|Ève|DIOP-SAINT-JEAN`,
  street: `12 bis, rue de la République|95 RUE DU CHÂTEAU|3 av du Général de Gaulle|12B BD ST MICHEL|7, pl. d’Armes
    |N° 4 chemin des Écoles|LIEU DIT LE BOURG|Résidence les Œillets|0012 R PASTEUR|20 SQ STE ANNE|n°12 allée A|BP 12`,
  city: `SAINT ETIENNE|St-Étienne|PARIS CEDEX 08|PARIS 11|Paris 11e|75011 PARIS|L'Haÿ-les-Roses|Châlons s/Saône|Évry
    |AIX EN PROVENCE|Lyon 3ème arrondissement|Paris (75)|VILLENEUVE LEZ AVIGNON`,
  code: `D25-5485863|D15-2186280|A+|M|MME|30101251|ab.12/3|n/a|Réf_12|#4`,
  text: `MUTUELLE A VÉRIFIER|Prévoyance Nord-Est|patient à rappeler (urgent) !|A+|12,5 mg – le soir|l’œil gauche…
    |Non renseigné|NULL|prélèvement difficile ; N° 12|"cité"`,
};

describe.each(FIELDS_OF_WORDS)('the kernel and the reference agree on %s', (field) => {
  test('in many spellings', () => {
    fc.assert(
      fc.property(CELLS[field], (cell) => expectAgreement(field, cell)),
      { numRuns: 3000 },
    );
  });

  test('with a slip', () => {
    fc.assert(
      fc.property(slipsOf(CELLS[field]), (cell) => expectAgreement(field, cell)),
      { numRuns: 4000 },
    );
  });

  test('with every Latin letter and every odd sign, alone and within', () => {
    const letters = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code));
    const dashes = Array.from({ length: 0x70 }, (_, code) => String.fromCharCode(0x2000 + code));
    for (const sign of [...letters, ...dashes, ...SIGNS]) {
      for (const cell of [
        sign,
        `AB${sign}`,
        `${sign}AB`,
        `a${sign}b`,
        `1 ${sign} b`,
        `NA${sign}`,
        `${sign} null`,
      ])
        expectAgreement(field, cell);
    }
  });

  test('with every word it knows, and one more sign before or behind', () => {
    for (const word of [...SPECIAL_WORDS, ...STREET_WORDS, ...CITY_WORDS])
      for (const cell of [word, `${word}1`, `${word}S`, `A${word}`])
        for (const spelled of [cell, `12 ${cell} Martin`, `rue ${cell} Martin`, `Anne ${cell}`])
          expectAgreement(field, spelled);
  });

  test('with every word for nothing', () => {
    const around = ['', ' ', '\t', '\u00a0', '¨', '"', '.', '(', ' '.repeat(20)];
    for (const marker of BLANK_MARKERS) {
      for (const cell of [marker, marker.toUpperCase(), marker[0]!.toUpperCase() + marker.slice(1)]) {
        for (const sign of around)
          for (const spelled of [sign + cell, cell + sign, sign + cell + sign])
            expectAgreement(field, spelled);
      }
      expectAgreement(field, marker.replace(' ', '-'));
      expectAgreement(field, marker.replace(' ', '\u00a0'));
      expectAgreement(field, marker.split(/\s/).reverse().join(' '));
    }
  });

  test('of any length', () => {
    for (const unit of [
      'a',
      'é',
      'œ',
      '1',
      'a ',
      'A.',
      "d'",
      '1B ',
      '’',
      'ß',
      'de ',
      '°',
      '😀',
      'le é ',
      '0',
      'Saint ',
    ])
      for (let count = 1; count <= 260; count++) expectAgreement(field, unit.repeat(count));
  });

  test('whatever the cell is', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
    const signs = fc.string({ unit: fc.constantFrom(...SIGNS) });
    fc.assert(
      fc.property(fc.oneof(anything, signs), (cell) => expectAgreement(field, cell)),
      { numRuns: 3000 },
    );
  });

  test('and the kernel asks for none that is common', () => {
    const asked = TYPICAL[field]
      .split('|')
      .filter((cell) => call(fieldNumber(field), cell, packReading(FRENCH_HABITS)) === ASK);

    expect(asked).toEqual([]);
  });
});
