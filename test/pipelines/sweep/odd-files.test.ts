import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encryptionOf } from '../../../src/pipelines/sweep/encryption-of.ts';
import { people } from '../generated-files.ts';
import { exportOf, leakText } from './sweep-content.ts';
import { statesOf, WatchPlace } from './watch-place.ts';

const place = new WatchPlace();

/** Head of a zip member with these flags and method. */
function zipHead(flags: number, method: number): Buffer {
  const head = Buffer.alloc(64);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(method, 8);
  return head;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('the head of a file', () => {
  test.each([
    ['age', latin1('age-encryption.org/v1\n-> X25519 abc\n')],
    ['age', latin1('-----BEGIN AGE ENCRYPTED FILE-----\n')],
    ['gpg', latin1('-----BEGIN PGP MESSAGE-----\n\n')],
    ['gpg', latin1('\x85\x01\x0c\x03abcdefgh\x01')],
    ['gpg', latin1('\x84\x5e\x03abcdefgh\x12')],
    ['gpg', latin1('\x8c\x0d\x04\x09\x03\x08saltsalt\xff')],
    ['gpg', latin1('\xc1\xc0\x4c\x03abcdefgh')],
    ['openssl', latin1('Salted__12345678')],
    ['luks', latin1('LUKS\xba\xbe\x00\x02')],
    ['zip-aes', zipHead(1, 99)],
    ['zip-crypto', zipHead(1, 8)],
  ])('shows %s', (encryption, head) => {
    expect(encryptionOf(head)).toBe(encryption);
  });

  test.each([
    ['an open zip', zipHead(0, 8)],
    ['a text that begins with a low quotation mark of windows-1252', latin1('\x84name\x93;mail\r\n')],
    ['a text that begins with a ligature of windows-1252', latin1('\x8cuvre;mail\r\n')],
    ['a text in which a name of encryption stands', latin1('note\nage-encryption.org/v1\n')],
    ['nothing', Buffer.alloc(0)],
    ['the beginning of a zip alone', latin1('PK\x03\x04')],
  ])('that is %s shows no encryption', (_, head) => {
    expect(encryptionOf(head)).toBeNull();
  });
});

describe('a sweep', () => {
  test('tells what it could not read, and does not fetch it again', async () => {
    place.server.put('/sealed.age', latin1('age-encryption.org/v1\n-> X25519 abc\n'));
    place.server.put('/sealed.zip', zipHead(1, 99));
    place.server.put('/photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2, 3, 0, 0, 0]));

    const first = await place.sweep();
    place.server.takeFetches();
    const second = await place.sweepLater(1);

    expect(statesOf(first)).toEqual({
      '/photo.jpg': 'skipped: format',
      '/sealed.age': 'skipped: encrypted',
      '/sealed.zip': 'skipped: encrypted',
    });
    expect(place.server.takeFetches()).toEqual([]);
    expect(second.coverage.skipped).toEqual(first.coverage.skipped);
    expect(first.coverage.skipped).toHaveLength(3);
  });

  test('reads an empty file whole: there is nothing in it', async () => {
    place.server.put('/empty.csv', '');

    const report = await place.sweep();

    expect(statesOf(report)).toEqual({ '/empty.csv': 'read' });
    expect(report.assets[0]).toMatchObject({ rows: 0, format: 'empty' });
    expect(report.coverage.complete).toBe(true);
  });

  test('reads a compressed file, and one that is cut as far as it goes', async () => {
    await place.addPeople('lab', people(60));
    const packed = gzipSync(exportOf(people(40)));
    place.server.put('/a.csv.gz', packed);
    place.server.put('/cut.csv.gz', packed.subarray(0, Math.floor(packed.length / 2)));

    const report = await place.sweep();

    expect(statesOf(report)).toEqual({ '/a.csv.gz': 'read', '/cut.csv.gz': 'read' });
    expect(report.overlaps[0].reverse.present).toBe(40);
    expect(report.coverage.skipped.map(({ what }) => what).join()).toContain('/cut.csv.gz');
  });

  test('prints each of two tables that are stacked in a file', async () => {
    const stacked = `${exportOf(people(40))}\n\nname;amount;label;note\n${Array.from({ length: 40 }, (_, at) => `article ${at};${at * 7};label ${at};note of ${at}`).join('\n')}\n`;
    place.server.put('/two.csv', stacked + leakText(people(0)));

    await place.sweep();

    const [{ facts }] = await place.versions('/two.csv');
    expect((facts as { sections: unknown[] }).sections.length).toBeGreaterThanOrEqual(2);
  });
});
