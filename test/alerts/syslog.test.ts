import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { syslogDatagram } from '../../src/alerts/syslog/syslog-message.ts';
import { syslogSender } from '../../src/alerts/syslog/syslog-sender.ts';
import { refusalOf } from '../store/test-home.ts';
import { exposure, overlap } from './alert-house.ts';
import { messageOf } from './sample-messages.ts';

const ORIGIN = { host: 'rowprint.example.org', pid: 42, version: '0.1.0' };
const sender = syslogSender({ origin: ORIGIN, timeoutMs: 1000, trustedHosts: [] });
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** RFC 5424, section 6: header without structured data, then the message. */
function parsed(text: string) {
  const parts =
    /^<(\d{1,3})>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([\x21-\x7e]+) ([\x21-\x7e]+) (\d+) ([\x21-\x7e]{1,32}) - (.*)$/s.exec(
      text,
    );
  if (parts === null) throw new Error(`not RFC 5424: ${text.slice(0, 80)}`);
  const [, priority, time, host, app, pid, messageId, json] = parts;
  return { priority: Number(priority), time, host, app, pid, messageId, finding: JSON.parse(json!) };
}

async function udpReceiver() {
  const socket = createSocket('udp4');
  closers.push(() => socket.close());
  const text = new Promise<string>((resolve) => socket.once('message', (bytes) => resolve(bytes.toString())));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { target: `udp://127.0.0.1:${socket.address().port}`, text };
}

async function tcpReceiver() {
  let got = '';
  const server: Server = createServer((socket) => {
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      got += chunk;
    });
  });
  closers.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { target: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, got: () => got };
}

describe('syslog', () => {
  test('by UDP is one RFC 5424 message with an OCSF data security finding', async () => {
    const { target, text } = await udpReceiver();

    await sender.send(messageOf(exposure('x_1', 'critical')), { target, secret: null });

    const { finding, ...header } = parsed(await text);
    expect(header).toEqual({
      priority: 16 * 8 + 2,
      time: '2026-11-22T09:00:00.000Z',
      host: 'rowprint.example.org',
      app: 'rowprint',
      pid: '42',
      messageId: 'exposure.new',
    });
    expect(finding).toMatchObject({
      class_uid: 2006,
      category_uid: 2,
      activity_id: 1,
      type_uid: 200601,
      severity_id: 5,
      time: Date.parse('2026-11-22T09:00:00.000Z'),
      metadata: { uid: 'd_20261122_00000000000001', product: { name: 'Rowprint', version: '0.1.0' } },
      finding_info: { uid: 'x_1', src_url: 'https://rowprint.example.org/endpoints/processor' },
      data_security: { category_id: 1, detection_pattern: 'ANONYMOUS_LOGIN' },
      dst_endpoint: { name: 'processor' },
    });
  });

  test('by TCP counts its octets', async () => {
    const { target, got } = await tcpReceiver();

    await sender.send(messageOf({ ...overlap(1), suspect: 'fuite-é-€.txt' }), { target, secret: null });

    const [, length, message] = /^(\d+) (.*)$/s.exec(got())!;
    expect(Buffer.byteLength(message!)).toBe(Number(length));
    expect(parsed(message!).finding.file.name).toBe('fuite-é-€.txt');
  });

  test('by TCP says so where nothing answers', async () => {
    const { target } = await tcpReceiver();
    closers.splice(0).forEach((close) => {
      close();
    });

    const failure = await refusalOf(sender.send(messageOf(overlap(1)), { target, secret: null }));

    expect(failure).toMatchObject({ code: 'RP_ALERT_FAILED', isLasting: false });
    expect(failure.message).toContain('nothing answers there');
  });

  test('by TLS refuses a server that speaks none', async () => {
    const { target } = await tcpReceiver();

    const failure = await refusalOf(
      sender.send(messageOf(overlap(1)), { target: target.replace('tcp:', 'tls:'), secret: null }),
    );

    expect(failure.code).toBe('RP_ALERT_FAILED');
  });

  test('stays JSON of at most 2048 bytes in a datagram, whatever the names', () => {
    const long = '\u{1f4a9}'.repeat(5000);
    const alerts = [
      { ...overlap(1), suspect: long },
      { ...exposure('x_1'), endpoint: long, title: long },
    ];

    for (const alert of alerts) {
      const datagram = syslogDatagram(messageOf(alert), ORIGIN);
      expect(Buffer.byteLength(datagram)).toBeLessThanOrEqual(2048);
      expect(parsed(datagram).finding).toMatchObject({ class_uid: 2006, finding_info: {} });
    }
  });

  test.each([
    'udp://host:0',
    'udp://host:70000',
    'http://host',
    'udp://ho st',
    'udp://',
    'tls://a@b:1',
    'host:514',
  ])('has no target such as %s', (target) => {
    expect(() => sender.requireTarget({ target, secret: null })).toThrow('udp://host:514');
  });

  test.each(['udp://syslog.example.org', 'TCP://10.0.0.7:1514', 'tls://[2001:db8::1]:6514'])(
    'has a target such as %s',
    (target) => {
      expect(() => sender.requireTarget({ target, secret: null })).not.toThrow();
    },
  );

  test('is not sent to link-local addresses', async () => {
    const failure = await refusalOf(
      sender.send(messageOf(overlap(1)), { target: 'udp://169.254.169.254', secret: null }),
    );

    expect(failure).toMatchObject({ code: 'RP_ALERT_FAILED', isLasting: true });
  });
});
