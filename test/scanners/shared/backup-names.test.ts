import { describe, expect, test } from 'vitest';
import { namedKindOf } from '../../../scanners/shared/backup-names.ts';
import { processorMs } from '../../processor-time.ts';

describe('what a name says', () => {
  test.each([
    ['/pub/base.sql', 'database or dump of one'],
    ['/pub/BASE.SQL.GZ', 'database or dump of one'],
    ['/pub/base.dump.3', 'database or dump of one'],
    ['/patients.mdb', 'database or dump of one'],
    ['/site.bak', 'backup'],
    ['/site.bak.7z', 'backup'],
    ['/pub/lab_backup_2026.csv', 'backup'],
    ['/pub/sauvegarde-labo.zip', 'backup'],
    ['/pub/site.tar.gz', 'archive'],
    ['/pub/site.7z', 'archive'],
    ['/mail/archive.pst', 'mailbox'],
    ['/vm/labo.vmdk', 'image of a disk'],
    ['/safe.kdbx', 'store of keys or passwords'],
    ['/home/u/.ssh/id_rsa', 'store of keys or passwords'],
    ['/.env', 'settings with logins'],
    ['/.env.production', 'settings with logins'],
    ['/wp-config.php.bak', 'settings with logins'],
    ['/wp-config.php~', 'settings with logins'],
    ['/.htpasswd', 'settings with logins'],
    ['/site/.git/config', 'version control'],
  ])('%s: %s', (path, kind) => {
    expect(namedKindOf(path)?.kind).toBe(kind);
  });

  test.each([
    '/pub/EXTRACT_LABO_A.csv',
    '/pub/report.pdf',
    '/id_rsa.pub',
    '/.env.example',
    '/.gitignore',
    '/sqlite/readme.txt',
    '/pub/dumpling.csv',
    '/pub/base.sql.gpg',
    '/wp-config.php',
    '/Thumbs.db',
    '/',
  ])('%s says nothing', (path) => {
    expect(namedKindOf(path)).toBeNull();
  });

  test('an archive is no copy of data, a backup is', () => {
    expect(namedKindOf('/tool.tar.gz')?.isCopyOfData).toBe(false);
    expect(namedKindOf('/tool.bak')?.isCopyOfData).toBe(true);
  });

  test('a name of any length and shape takes no time', () => {
    const begun = process.cpuUsage();

    for (const part of ['config', 'backup.', '.sql', '/.env.', 'dump-'])
      namedKindOf(`/${part.repeat(200_000)}`);

    expect(processorMs(begun)).toBeLessThan(500);
  });
});
