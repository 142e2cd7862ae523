import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { driverUrl, parseDatabaseAddress, withoutCredentials } from '../../src/tables/connection-string.ts';

const EXAMPLE = 'postgres://user@host/database#table';
const parse = (source: string) => parseDatabaseAddress(source, EXAMPLE);

describe('parseDatabaseAddress', () => {
  it('describes the server without user, password and parameters', () => {
    const { server, table } = parse(
      'postgres://anna:s3cret@db.example:5433/lab?sslmode=verify-full#public.people',
    );

    expect(server).toBe('postgres://db.example:5433/lab');
    expect(table).toBe('public.people');
  });

  it('decodes the name of the table, and takes a lone percent sign as it is', () => {
    expect(parse('mysql://h/d#my%20table').table).toBe('my table');
    expect(parse('mysql://h/d#my table').table).toBe('my table');
    expect(parse('mysql://h/d#100%').table).toBe('100%');
  });

  it('takes a user without host, as a local socket has it', () => {
    const { url, server } = parse('postgres://anna@/lab?host=/run/postgresql#t');

    expect(driverUrl(url)).toBe('postgres://anna@/lab?host=/run/postgresql');
    expect(server).toBe('postgres:///run/postgresql/lab');
  });

  it('says how to write a password with reserved signs, without quoting it', () => {
    expect(() => parse('postgres://anna:s3c#ret@host/lab#t')).toThrow(UsageError);
    expect(() => parse('postgres://anna:s3c#ret@host/lab#t')).toThrow(/^(?!.*s3c).*%23 for #/);
  });

  it('takes no piece of a password for a port, a database or a table', () => {
    for (const sign of ['#', '/', '?']) {
      expect(() => parse(`postgres://anna:12${sign}34@host/lab#t`)).toThrow(/^(?!.*34).*cannot be read/);
    }
  });

  it('refuses a connection string without table', () => {
    expect(() => parse('postgres://anna:s3cret@host/lab')).toThrow(/names no table(?!.*s3cret)/);
  });
});

describe('withoutCredentials', () => {
  it('drops the password and keeps the user, the parameters and the table', () => {
    expect(withoutCredentials('postgres://anna:s3cret@host:1/lab?sslmode=no-verify#s.t')).toBe(
      'postgres://anna@host:1/lab?sslmode=no-verify#s.t',
    );
  });

  it('drops passwords among the parameters', () => {
    expect(withoutCredentials('postgres:///lab?host=/run&user=anna&password=s3cret#t')).toBe(
      'postgres:///lab?host=%2Frun&user=anna#t',
    );
  });

  it('gives files back as they are', () => {
    expect(withoutCredentials('/data/my:table@home.sqlite#people')).toBe('/data/my:table@home.sqlite#people');
  });

  it('keeps nothing but the scheme of what cannot be read', () => {
    expect(withoutCredentials('mysql://anna:s3c#ret@host/lab#t')).toBe('mysql://');
  });

  it('never lets a password through, and changes nothing the second time', () => {
    const password = fc.tuple(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '#', '/', '?', '@', '12#', '12/'),
    );
    fc.assert(
      fc.property(password, fc.boolean(), ([begin, sign], encoded) => {
        const secret = `${begin}${sign}Sesame`;
        const written = encoded ? encodeURIComponent(secret) : secret;
        const kept = withoutCredentials(`mysql://anna:${written}@host/lab#table`);

        expect(kept).not.toContain('Sesame');
        expect(withoutCredentials(kept)).toBe(kept);
      }),
    );
  });
});
