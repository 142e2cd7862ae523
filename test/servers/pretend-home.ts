import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLibrary } from './install.ts';

/** Numbers of the made-up user: nobody's on Debian. */
const USER_ID = 65_534;

/**
 * The environment in which a program finds that a user exists and is at home in a folder. FTP servers of the old school
 * serve to strangers the home of the user `ftp`, which is otherwise a matter of the machine.
 * @throws {NotInstallableError}
 */
export function pretendHome(folder: string, user: string, home: string): Record<string, string> {
  const [passwd, group] = [join(folder, 'passwd'), join(folder, 'group')];
  const line = (name: string, id: number, place: string): string =>
    `${name}:x:${id}:${id}::${place}:/bin/sh\n`;
  writeFileSync(passwd, line('root', 0, '/') + line(user, USER_ID, home) + line('nobody', USER_ID, home));
  writeFileSync(group, `root:x:0:\nnogroup:x:${USER_ID}:\n`);
  return {
    LD_PRELOAD: findLibrary('libnss_wrapper.so', 'libnss-wrapper'),
    NSS_WRAPPER_PASSWD: passwd,
    NSS_WRAPPER_GROUP: group,
  };
}
