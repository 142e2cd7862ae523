import { request } from 'undici';
import type { Read } from './read-load.ts';

/** What a page costs who opens it for the first time. */
export interface PageWeight {
  readonly page: string;
  readonly status: number;
  /** Median of several. */
  readonly firstByteMs: number;
  readonly htmlBytes: number;
  readonly scriptBytes: number;
  readonly styleBytes: number;
}

const TIMES = 15;

/** Open a page with the scripts and styles that it names. Bytes as they are sent to who accepts no compression. */
export async function weighPage(url: string, page: string, { path, headers }: Read): Promise<PageWeight> {
  const times: number[] = [];
  let html = '';
  let status = 0;
  for (let at = 0; at < TIMES; at++) {
    const startMs = performance.now();
    const answer = await request(url + path, { headers });
    times.push(performance.now() - startMs);
    status = answer.statusCode;
    html = await answer.body.text();
  }
  times.sort((a, b) => a - b);
  const named = (pattern: RegExp) => [...new Set([...html.matchAll(pattern)].map(([, source]) => source!))];
  return {
    page,
    status,
    firstByteMs: times[TIMES >> 1]!,
    htmlBytes: Buffer.byteLength(html),
    scriptBytes: await bytesOf(url, named(/<(?:script|link)[^>]*(?:src|href)="([^"]+\.js)"/g)),
    styleBytes: await bytesOf(url, named(/<link[^>]*href="([^"]+\.css)"/g)),
  };
}

async function bytesOf(url: string, paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const path of paths) {
    const { body } = await request(new URL(path, url));
    bytes += (await body.arrayBuffer()).byteLength;
  }
  return bytes;
}
