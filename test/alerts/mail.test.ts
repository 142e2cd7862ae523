import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { mailSender } from '../../src/alerts/mail/mail-sender.ts';
import { Secret } from '../../src/core/secret.ts';
import { refusalOf } from '../store/test-home.ts';
import { exposure, overlap } from './alert-house.ts';
import { messageOf } from './sample-messages.ts';

const servers: SMTPServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** A mail server on loopback, and what it got. */
async function openMailServer(options: SMTPServerOptions = {}) {
  const received: { readonly to: readonly string[]; readonly text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, text: Buffer.concat(chunks).toString() });
        done();
      });
    },
    ...options,
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, received };
}

function sender(port: number, login = '') {
  const smtpUrl = new Secret(`smtp://${login}127.0.0.1:${port}`);
  return mailSender({ smtpUrl, from: 'rowprint@example.org', timeoutMs: 2000 });
}

const TO = { target: 'anna@example.org, security@example.org', secret: null };

describe('mail', () => {
  test('is plain text to all addresses, with the link and an id that stays the same', async () => {
    const { port, received } = await openMailServer();

    await sender(port).send(messageOf(overlap(1, 0.9)), TO);

    expect(received).toHaveLength(1);
    const { to, text } = received[0]!;
    expect(to).toEqual(['anna@example.org', 'security@example.org']);
    expect(text).toContain('Subject: [Rowprint] 90.0 % of the rows of leak.txt are ours');
    expect(text).toContain('Message-ID: <d_20261122_00000000000001@example.org>');
    expect(text).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(text).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
    expect(text.replaceAll('=\r\n', '')).toContain(
      `https://rowprint.example.org/reports/${overlap(1).report}`,
    );
  });

  test('has no header, recipient or line that a name brought with it', async () => {
    const { port, received } = await openMailServer();
    const suspect = 'leak.txt\r\nBcc: thief@example.net\r\n\r\n.\r\nRCPT TO:<thief@example.net>';

    await sender(port).send(messageOf({ ...overlap(1), suspect }), TO);

    const { to, text } = received[0]!;
    expect(received).toHaveLength(1);
    expect(to).not.toContain('thief@example.net');
    expect(text).not.toMatch(/^(Bcc|RCPT TO):/im);
  });

  test('names how many addresses were refused where some were not', async () => {
    const { port } = await openMailServer({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('anna') ? Object.assign(new Error('no'), { responseCode: 550 }) : null),
    });

    expect(await sender(port).send(messageOf(overlap(1)), TO)).toBe('1 of 2 addresses were refused');
  });

  test.each([
    [550, true],
    [451, false],
  ])('that is refused with %i fails for good: %s', async (responseCode, isLasting) => {
    const { port } = await openMailServer({
      onRcptTo: (_to, _session, done) => done(Object.assign(new Error('the reply'), { responseCode })),
    });

    const failure = await refusalOf(sender(port).send(messageOf(overlap(1)), TO));

    expect(failure).toMatchObject({ code: 'RP_ALERT_FAILED', isLasting });
    expect(failure.message).toBe(`127.0.0.1: it answered ${responseCode}`);
  });

  test('sends no login where the server has no TLS', async () => {
    const logins: unknown[] = [];
    const { port } = await openMailServer({
      onAuth: (auth, _session, done) => {
        logins.push(auth.password);
        done(null, { user: auth.username });
      },
    });

    const failure = await refusalOf(sender(port, 'user:tellnobody@').send(messageOf(overlap(1)), TO));

    expect(logins).toEqual([]);
    expect(failure.code).toBe('RP_ALERT_FAILED');
    expect(failure.message).not.toContain('tellnobody');
  });

  test('says that nothing answers where no server runs', async () => {
    const { port } = await openMailServer();
    await new Promise<void>((resolve) => servers.pop()!.close(() => resolve()));

    const failure = await refusalOf(sender(port).send(messageOf(overlap(1)), TO));

    expect(failure.message).toContain('nothing answers there');
  });

  test.each([
    'nobody',
    'a@b.example\r\nBcc: c@d.example',
    'Anna <anna@example.org>',
    'a@b.example,,c@d.example',
    Array.from({ length: 21 }, (_, at) => `a${at}@example.org`).join(','),
  ])('has no target such as %j', (target) => {
    expect(() => sender(25).requireTarget({ target, secret: null })).toThrow(/address/);
  });

  test('needs a mail server, and says how it is given', () => {
    const none = mailSender({ smtpUrl: null, from: 'rowprint@example.org', timeoutMs: 10 });

    expect(() => none.requireTarget(TO)).toThrow('ROWPRINT_SMTP_URL');
  });

  test('is in French where the settings say so', () => {
    const { subject, sentences } = messageOf({ ...exposure('x_1'), more: 1200 }, 'fr');

    expect(subject).toBe('Nouvelle exposition sur processor : ANONYMOUS_LOGIN, gravité élevée');
    expect(sentences.join(' ')).toContain('1\u202f200 autres');
  });
});
