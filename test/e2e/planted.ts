import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../../src/demo/person.ts';
import { people, tableOf } from '../pipelines/generated-files.ts';

/** Words that stand nowhere but in the planted cells. */
const RARE = {
  family: 'Qwzarnówski-Ÿvrœ',
  given: 'Xylophrène',
  email: 'Zq.Plantée+Tag@Rarissime-Domaine.example',
  street: "12 bis impasse de l'Œillet Wyvernesque",
  complement: 'Escalier Zzyzx',
  city: 'Plouezoc-Qvist-sur-Yrieix',
  doctor: 'Dr Brzęczyszczykiewicz',
  comment: 'allergique au Kryptonithium, mot de passe hünter2-Ωmega',
};

/** A person with rare words in every kind of cell; numbers are those of a generated person. */
export const PLANTED: Person = {
  ...people(1, 70_000)[0]!,
  family: RARE.family,
  birthName: RARE.family,
  given: RARE.given,
  otherGivens: [RARE.given],
  birthDate: '1903-07-29',
  email: RARE.email,
};

/** Column names and cells of a table of generated people with the planted one among them. */
export function plantedTable(): ReturnType<typeof tableOf> {
  const { header, rows } = tableOf([...people(60), PLANTED, ...people(60, 512)]);
  const planted = rows[60]!.map((cell, at) => {
    const rare: Readonly<Record<string, string>> = {
      ADRESSE: RARE.street,
      COMPLEMENT: RARE.complement,
      VILLE: RARE.city,
      MEDECIN: RARE.doctor,
      COMMENTAIRE: RARE.comment,
    };
    return rare[header[at]!] ?? cell;
  });
  return { header, rows: rows.map((cells, at) => (at === 60 ? planted : cells)) };
}

/** Rare texts of a table's planted row: long enough that they cannot stand anywhere by chance. */
export function plantedTexts(): readonly string[] {
  const { header, rows } = plantedTable();
  const everyday = new Set(['CIVILITE', 'SEXE', 'CP', 'MUTUELLE', 'GROUPE_SANGUIN', 'DERNIERE_VISITE']);
  everyday.add('DATE_PRELEVEMENT');
  return [...rows[60]!.filter((cell, at) => cell.length >= 6 && !everyday.has(header[at]!)), '1903-07-29'];
}

/** What a text may have become: other case, no accents, no signs between letters and digits. */
export function spellingsOf(text: string): readonly string[] {
  const plain = text.replace(/œ/g, 'oe').replace(/Œ/g, 'OE').normalize('NFD').replace(/\p{M}/gu, '');
  const bare = plain.replace(/[^\p{L}\p{N}]/gu, '');
  const spaced = plain.replace(/[^\p{L}\p{N}]+/gu, ' ');
  const all = [text, text.normalize('NFD'), plain, bare, spaced];
  return [...new Set(all.flatMap((one) => [one, one.toUpperCase(), one.toLowerCase()]))];
}

/** The bytes a text may stand as. */
export function bytesOf(text: string): readonly Buffer[] {
  const encodings = ['utf8', 'utf16le', 'latin1'] as const;
  const all = spellingsOf(text).flatMap((one) => encodings.map((encoding) => Buffer.from(one, encoding)));
  return [...new Map(all.map((bytes) => [bytes.toString('hex'), bytes])).values()];
}

/** Everything within some folders, by path. */
export function contentsOf(...folders: readonly string[]): Map<string, Buffer> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return new Map(paths.map((path) => [path, readFileSync(path)]));
}

/** 'text in file' for each needle that stands in one of the contents. */
export function findings(
  contents: ReadonlyMap<string, Buffer>,
  needles: readonly (readonly [string, readonly Buffer[]])[],
): string[] {
  return [...contents].flatMap(([path, bytes]) =>
    needles
      .filter(([, spellings]) => spellings.some((one) => bytes.includes(one)))
      .map(([name]) => `${name} in ${path}`),
  );
}
