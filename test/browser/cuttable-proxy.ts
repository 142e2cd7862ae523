import type { AddressInfo } from 'node:net';
import { createServer, type Server, Socket } from 'node:net';

/** Wires that can be cut: they pass bytes to a port of this machine, at a speed, until they are told not to. */
export class CuttableProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #targetPort: () => number;
  readonly #bytesPerSecond: number;
  #isCut = false;
  #mendAfterMs = 0;
  #cutAfterBytes = Number.POSITIVE_INFINITY;
  /** Bytes that went to the service. */
  sentBytes = 0;
  /** How often it was cut. */
  cuts = 0;

  constructor(targetPort: () => number, bytesPerSecond: number) {
    this.#targetPort = targetPort;
    this.#bytesPerSecond = bytesPerSecond;
    this.#server = createServer((socket) => this.#pass(socket));
  }

  /** Listen at any free port of 127.0.0.1, which it gives. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  /** Cut all wires once that many more bytes went to the service; nothing passes for that time. */
  cutAfter(bytes: number, forMs: number): void {
    this.#cutAfterBytes = this.sentBytes + bytes;
    this.#mendAfterMs = forMs;
  }
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(near: Socket): void {
    if (this.#isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = new Socket();
    far.connect(this.#targetPort(), '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      // A wire that is cut is the point of it.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
    near.on('data', (bytes) => {
      far.write(bytes);
      near.pause();
      setTimeout(() => near.resume(), (bytes.length / this.#bytesPerSecond) * 1000);
      this.#count(bytes.length);
    });
    near.on('end', () => far.end());
    far.pipe(near);
  }

  #count(bytes: number): void {
    this.sentBytes += bytes;
    if (this.sentBytes >= this.#cutAfterBytes) this.#cut();
  }

  #cut(): void {
    this.#cutAfterBytes = Number.POSITIVE_INFINITY;
    this.#isCut = true;
    this.cuts += 1;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    setTimeout(() => {
      this.#isCut = false;
    }, this.#mendAfterMs);
  }
}
