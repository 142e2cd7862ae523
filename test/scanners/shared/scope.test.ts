import { describe, expect, test } from 'vitest';
import type { Mandate } from '../../../scanners/mandate.ts';
import { createScope, type Purpose, parseTarget } from '../../../scanners/shared/scope.ts';

const NOON = Date.parse('2026-11-22T12:00:00Z');

function scopeOf(targets: readonly string[], until = '2026-11-22', nowMs = NOON) {
  const mandates: Mandate[] = targets.map((target) => ({ target, owner: 'o', reference: 'r', until }));
  return createScope(mandates, { nowMs: () => nowMs });
}

/** Whether the name may be looked up and the address connected to. */
function mayDial(
  targets: readonly string[],
  host: string,
  address: string,
  port = 21,
  purpose: Purpose = 'control',
): boolean {
  const scope = scopeOf(targets);
  return (
    isAllowed(() => scope.requireHost(host, port, purpose)) &&
    isAllowed(() => scope.requireAddress(host, address, port, purpose))
  );
}

function isAllowed(ask: () => void): boolean {
  try {
    ask();
    return true;
  } catch (failure) {
    expect(failure).toMatchObject({ code: 'RP_OUT_OF_SCOPE' });
    return false;
  }
}

describe('the scope', () => {
  test('opens nothing without a mandate', () => {
    expect(mayDial([], '8.8.4.4', '8.8.4.4')).toBe(false);
    expect(mayDial([], 'ftp.example.org', '8.8.4.4')).toBe(false);
  });

  test('opens the host that is listed and no other', () => {
    expect(mayDial(['ftp.example.org'], 'ftp.example.org', '8.8.4.4')).toBe(true);
    expect(mayDial(['ftp.example.org'], 'www.example.org', '8.8.4.4')).toBe(false);
    expect(mayDial(['ftp.example.org'], 'ftp.example.org.evil.net', '8.8.4.4')).toBe(false);
    expect(mayDial(['ftp.example.org'], 'example.org', '8.8.4.4')).toBe(false);
  });

  test.each([
    ['FTP.Example.ORG', 'ftp.example.org'],
    ['ftp.example.org', 'FTP.EXAMPLE.ORG.'],
    ['ftp.example.org.', 'ftp.example.org'],
    ['données.example', 'xn--donnes-eva.example'],
    ['xn--donnes-eva.example', 'DONNÉES.example'],
  ])('reads %s and %s as one name', (listed, asked) => {
    expect(mayDial([listed], asked, '8.8.4.4')).toBe(true);
  });

  test('opens only the port that is listed with a host', () => {
    expect(mayDial(['ftp.example.org:2121'], 'ftp.example.org', '8.8.4.4', 2121)).toBe(true);
    expect(mayDial(['ftp.example.org:2121'], 'ftp.example.org', '8.8.4.4', 21)).toBe(false);
    expect(mayDial(['[2606:4700::7]:2121'], '2606:4700::7', '2606:4700::7', 2121)).toBe(true);
    expect(mayDial(['[2606:4700::7]:2121'], '2606:4700::7', '2606:4700::7', 21)).toBe(false);
  });

  test('opens data ports from 1024 on, and none of the services below', () => {
    const targets = ['ftp.example.org'];

    expect(mayDial(['ftp.example.org:21'], 'ftp.example.org', '8.8.4.4', 50_000, 'data')).toBe(true);
    expect(mayDial(targets, 'ftp.example.org', '8.8.4.4', 1024, 'data')).toBe(true);
    for (const port of [0, 22, 25, 1023])
      expect(mayDial(targets, 'ftp.example.org', '8.8.4.4', port, 'data')).toBe(false);
  });

  test('holds to the end of the last day in UTC', () => {
    const at = (iso: string) =>
      isAllowed(() =>
        scopeOf(['a.example'], '2026-11-22', Date.parse(iso)).requireHost('a.example', 21, 'control'),
      );

    expect(at('2026-11-22T23:59:59.999Z')).toBe(true);
    expect(at('2026-11-23T00:00:00.000Z')).toBe(false);
  });

  test.each(['2026-02-31', '2026-13-01', 'never', '', '2027', '2026-11-22T00:00'])(
    'takes %o for no day at all',
    (until) => {
      const scope = scopeOf(['a.example'], until, Date.parse('2026-01-01T00:00:00Z'));

      expect(isAllowed(() => scope.requireHost('a.example', 21, 'control'))).toBe(false);
    },
  );

  test('asks the clock each time', () => {
    let nowMs = NOON;
    const mandate = { target: 'a.example', owner: 'o', reference: 'r', until: '2026-11-22' };
    const scope = createScope([mandate], { nowMs: () => nowMs });

    expect(isAllowed(() => scope.requireHost('a.example', 21, 'control'))).toBe(true);
    nowMs += 86_400_000;
    expect(isAllowed(() => scope.requireHost('a.example', 21, 'control'))).toBe(false);
  });

  test.each([
    '10.0.0.7',
    '172.16.0.1',
    '192.168.1.1',
    '127.0.0.1',
    '::1',
    'fd12::1',
    '100.64.0.1',
    '::ffff:10.0.0.7',
    '::10.0.0.7',
    '64:ff9b::10.0.0.7',
    '2002:a00:7::1',
    '2606:4700::5efe:a00:7',
    'fec0::1',
  ])('refuses a name that points to %s, which is not public', (address) => {
    expect(mayDial(['ftp.example.org'], 'ftp.example.org', address)).toBe(false);
  });

  test.each([
    ['10.0.0.0/8', '10.1.2.3'],
    ['192.168.1.7', '192.168.1.7'],
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.1', '::ffff:127.0.0.1'],
    ['::1', '::1'],
    ['fd12::/64', 'fd12::9'],
    ['8.8.0.0/16', '8.8.4.4'],
    ['0.0.0.0/0', '8.8.4.4'],
    ['2606:4700::/32', '2606:4700::1'],
  ])('with %s listed, opens %s', (target, address) => {
    expect(mayDial([target], address, address)).toBe(true);
    expect(mayDial([target], 'any.example', address)).toBe(true);
  });

  test.each([
    ['0.0.0.0/0', '10.0.0.7'],
    ['0.0.0.0/0', '127.0.0.1'],
    ['192.0.0.0/8', '192.168.1.1'],
    ['::/0', '::1'],
    ['::/0', 'fd12::1'],
    ['64:ff9b::/96', '64:ff9b::10.0.0.7'],
  ])('with %s listed, does not open %s, which nobody named', (target, address) => {
    expect(mayDial([target], address, address)).toBe(false);
  });

  test('opens a gateway to a private address when both are listed', () => {
    expect(mayDial(['64:ff9b::/96', '10.0.0.0/8'], '64:ff9b::10.0.0.7', '64:ff9b::10.0.0.7')).toBe(true);
  });

  test.each([
    '0.0.0.0',
    '0.0.0.7',
    '255.255.255.255',
    '224.0.0.1',
    '169.254.169.254',
    '169.254.0.1',
    '240.0.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '::',
    'fe80::1',
    'fe80::1%lo',
    'ff02::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    '::ffff:169.254.169.254',
    '::169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    '2001:0:808:808::5601:5601',
    '::ffff:0:169.254.169.254',
    'fe80::5efe:a9fe:a9fe',
  ])('never opens %s, whatever is listed', (address) => {
    const all = ['0.0.0.0/0', '::/0', '169.254.0.0/16', 'fe80::/10', 'fd00::/8', '100.64.0.0/10', address];
    const targets = all.filter((target) => !target.includes('%'));

    expect(mayDial(targets, address.replace(/%.*/, ''), address)).toBe(false);
    expect(mayDial(['ftp.example.org', ...targets], 'ftp.example.org', address)).toBe(false);
  });

  test.each(['2130706433', '0177.0.0.1', '0x7f.1', '127.1', '0x7f000001', '127.0.0.01'])(
    'takes %s for a name, and what it resolves to is checked',
    (spelling) => {
      expect(mayDial(['ftp.example.org'], spelling, '127.0.0.1')).toBe(false);
      expect(mayDial(['ftp.example.org', '10.0.0.0/8'], spelling, '127.0.0.1')).toBe(false);
      expect(isAllowed(() => scopeOf(['0.0.0.0/0']).requireAddress(spelling, spelling, 21, 'control'))).toBe(
        false,
      );
    },
  );

  test('opens loopback for localhost alone, when it is listed', () => {
    expect(mayDial(['localhost'], 'localhost', '127.0.0.1')).toBe(true);
    expect(mayDial(['localhost'], 'localhost', '10.0.0.7')).toBe(false);
    expect(mayDial(['ftp.example.org'], 'localhost', '127.0.0.1')).toBe(false);
  });

  test('does not take an address for the name beside it', () => {
    const scope = scopeOf(['ftp.example.org']);

    expect(isAllowed(() => scope.requireAddress('8.8.8.8', '8.8.4.4', 21, 'control'))).toBe(false);
  });

  test('names host, address, port and the way out', () => {
    expect(() => scopeOf([]).requireAddress('a.example', '8.8.4.4', 21, 'control')).toThrow(
      /a\.example:21 \(8\.8\.4\.4\) .*nothing was sent.*scope add/,
    );
  });
});

describe('a target', () => {
  test.each([
    '',
    ' ',
    'ftp://ftp.example.org',
    'ftp.example.org/pub',
    'ftp.example.org:0',
    'ftp.example.org:70000',
    'ftp.example.org:21:22',
    'user@ftp.example.org',
    '*.example.org',
    '-a.example',
    'a..example',
    '2130706433',
    '127.1',
    '0177.0.0.1',
    '010.0.0.0/8',
    '10.1/16',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '2001:db8::/129',
    '[::1',
    'a b.example',
    `${'a'.repeat(64)}.example`,
  ])('%o is refused', (target) => {
    expect(() => parseTarget(target)).toThrow(/is not a host/);
  });

  test.each(['ftp.example.org', 'ftp.example.org:21', '192.0.2.7', '[2001:db8::7]:21', '2001:db8::/64'])(
    '%s is read',
    (target) => {
      expect(() => parseTarget(target)).not.toThrow();
    },
  );
});
