import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.ts';
import { tlsOptions } from '../../../src/tables/mysql/tls-options.ts';
import { failureOf } from '../read-rows.ts';

const from = (parameters: Record<string, string>) => tlsOptions(new URLSearchParams(parameters));

describe('tlsOptions', () => {
  it('checks the certificate and the host name where TLS is asked for', async () => {
    expect(await from({ ssl: 'true' })).toEqual({ verifyIdentity: true });
    expect(await from({ ssl: '{"minVersion":"TLSv1.3"}' })).toEqual({
      verifyIdentity: true,
      minVersion: 'TLSv1.3',
    });
  });

  it('leaves TLS out only where nothing or the contrary is asked', async () => {
    expect(await from({})).toBeUndefined();
    expect(await from({ ssl: 'false' })).toBeUndefined();
  });

  it('hands the name of a profile to the driver', async () => {
    expect(await from({ ssl: 'Amazon RDS' })).toBe('Amazon RDS');
  });

  it.each([
    ['a key in the connection string', { ssl: '{"key":"s3cret"}' }],
    ['text that is no JSON', { ssl: '{s3cret' }],
    ['a missing certificate file', { sslca: '/missing.pem' }],
    ['certificates beside ssl=false', { ssl: 'false', sslca: import.meta.filename }],
  ])('refuses %s without quoting it', async (_, parameters) => {
    const failure = await failureOf(from(parameters as Record<string, string>));

    expect(failure).toBeInstanceOf(UsageError);
    expect(failure.message).not.toContain('s3cret');
  });
});
