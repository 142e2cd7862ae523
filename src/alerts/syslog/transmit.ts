import { createSocket } from 'node:dgram';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectByTls } from 'node:tls';
import type { TargetAddress } from '../target-address.ts';

/** How long the other side has to close after our last byte: longer, and it has had everything all the same. */
const CLOSE_MS = 1000;

/** One datagram. Nobody says whether it arrived. */
export function sendDatagram({ address, family }: TargetAddress, port: number, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    socket.on('error', reject);
    socket.send(text, port, address, (failure) => {
      socket.close();
      if (failure) reject(failure);
      else resolve();
    });
  });
}

/** Where a stream goes; `tlsName` is the name that its certificate has to be for, null without TLS. */
export interface StreamPlace {
  readonly address: TargetAddress;
  readonly port: number;
  readonly tlsName: string | null;
}

/**
 * Write to a stream and close it. Resolves when the system has taken all of it and the other side closed too, or said nothing
 * against it for a second: syslog has no receipt.
 */
export function sendStream(place: StreamPlace, text: string, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = open(place);
    const timer = setTimeout(
      () => socket.destroy(Object.assign(new Error('time-out'), { code: 'ETIMEDOUT' })),
      timeoutMs,
    );
    let closing: NodeJS.Timeout | undefined;
    const isReady = place.tlsName === null ? 'connect' : 'secureConnect';
    socket.on(isReady, () => socket.end(text));
    socket.on('finish', () => {
      closing = setTimeout(() => socket.destroy(), CLOSE_MS);
    });
    socket.on('error', reject);
    // What it says is not wanted, but has to be read for its end to come.
    socket.resume();
    socket.on('close', (hadError) => {
      clearTimeout(timer);
      clearTimeout(closing);
      if (!hadError && socket.writableFinished) resolve();
      else reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' }));
    });
  });
}

function open({ address, port, tlsName }: StreamPlace): Socket {
  const place = { host: address.address, port };
  if (tlsName === null) return connect(place);
  // A server name is never an address (RFC 6066); the certificate is checked for either.
  return connectByTls({ ...place, ...(isIP(tlsName) === 0 ? { servername: tlsName } : {}) });
}
