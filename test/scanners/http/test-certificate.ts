import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { TlsOptions } from 'node:tls';

/** A certificate of a test: signed by itself, so nobody trusts it. */
export interface TestCertificate {
  readonly tls: TlsOptions;
  /** Of the whole certificate, lower-case hex. */
  readonly sha256: string;
}

/** Make one for an address or a name, that holds until a year. X.509 version 3, P-256, ECDSA with SHA-256 (RFC 5280). */
export function makeTestCertificate(host: string, untilYear = 2049): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid('550403'), tagged(0x0c, Buffer.from('rowprint test')))));
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    algorithm,
    name,
    sequence(time(2_000), time(untilYear)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(sequence(oid('551d11'), tagged(0x04, sequence(alternativeName(host)))))),
  );
  const der = sequence(body, algorithm, bits(sign('sha256', body, privateKey)));
  return {
    tls: { cert: pem(der), key: keyPem(privateKey) },
    sha256: createHash('sha256').update(der).digest('hex'),
  };
}

function keyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

function pem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

function alternativeName(host: string): Buffer {
  const isAddress = /^[\d.]+$/.test(host);
  return isAddress ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host));
}

function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);
const set = (...parts: readonly Uint8Array[]): Buffer => tagged(0x31, ...parts);
const integer = (value: number): Buffer => tagged(0x02, Buffer.from([value]));
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const bits = (bytes: Uint8Array): Buffer => tagged(0x03, Buffer.from([0]), bytes);
const time = (year: number): Buffer => tagged(0x17, Buffer.from(`${String(year).slice(2)}0101000000Z`));
