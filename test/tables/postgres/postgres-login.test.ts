import { afterEach, describe, expect, it } from 'vitest';
import { CancelledError, UsageError } from '../../../src/core/errors.ts';
import { TableLoginRefusedError, TableUnreachableError } from '../../../src/tables/errors.ts';
import { postgresTableSource } from '../../../src/tables/postgres/table-source.ts';
import { failureOf, wholeText } from '../read-rows.ts';
import { type Refusal, refusingServer } from './refusing-server.ts';

const options = { statementTimeoutMs: 1000, connectTimeoutMs: 300 };

describe('a login to PostgreSQL that fails', () => {
  let server: Awaited<ReturnType<typeof refusingServer>> | undefined;
  afterEach(() => server?.close());

  const failureAt = async (refusal: Refusal, login: string, parameters = '', signal?: AbortSignal) => {
    server = await refusingServer(refusal);
    const source = `postgres://${login}@127.0.0.1:${server.port}/lab${parameters}#t`;
    return failureOf(postgresTableSource.open(source, options, signal));
  };

  it('is a refused login when the password is wrong, and names neither user nor password', async () => {
    const failure = await failureAt('wrong-password', 'anna:s3cret');

    expect(failure).toBeInstanceOf(TableLoginRefusedError);
    expect(failure.message).toMatch(/127\.0\.0\.1:\d+\/lab refused the login/);
    expect(wholeText(failure)).not.toMatch(/anna|s3cret/);
  });

  it('says where to put the password when there is none', async () => {
    const failure = await failureAt('asks-for-password', 'anna');

    expect(failure).toBeInstanceOf(TableLoginRefusedError);
    expect(failure.message).toContain('ROWPRINT_SOURCE_PASSWORD');
  });

  it('ends in time when the server says nothing', async () => {
    const failure = await failureAt('silent', 'anna:s3cret');

    expect(failure).toBeInstanceOf(TableUnreachableError);
    expect(failure.message).toContain('did not answer in time');
  });

  it('ends at once when it is cancelled', async () => {
    const began = Date.now();
    const failure = await failureAt('silent', 'anna', '', AbortSignal.timeout(20));

    expect(failure).toBeInstanceOf(CancelledError);
    expect(Date.now() - began).toBeLessThan(250);
  });

  it('is a wrong connection string when a certificate file is missing', async () => {
    const failure = await failureAt('silent', 'anna:s3cret', '?sslrootcert=/missing.pem');

    expect(failure).toBeInstanceOf(UsageError);
    expect(failure.message).not.toMatch(/anna|s3cret/);
  });

  it('never goes on without TLS when TLS is asked for', async () => {
    const failure = await failureAt('wrong-password', 'anna:s3cret', '?sslmode=verify-full');

    expect(failure).toBeInstanceOf(TableUnreachableError);
    expect(failure.message).toMatch(/TLS/);
  });

  it.each([
    ['unknown host', 'postgres://anna:s3cret@no-such-host.invalid/lab#t', /host name/],
    ['closed port', 'postgres://anna:s3cret@127.0.0.1:1/lab#t', /nothing answers on that port/],
  ])('is unreachable at an %s', async (_, source, message) => {
    const failure = await failureOf(postgresTableSource.open(source, { ...options, connectTimeoutMs: 5000 }));

    expect(failure).toBeInstanceOf(TableUnreachableError);
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toMatch(/anna|s3cret/);
  });
});
