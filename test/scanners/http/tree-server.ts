import { listing, reply, type Script, type ScriptedRequest } from './scripted-http-server.ts';

/** A folder by its names (links to other folders by a function of its own), a file by its text. */
export type Tree = { readonly [path: string]: readonly string[] | string };

/**
 * A script that serves a tree as nginx does: listings, files, a redirect for a folder without its '/', 404. Keys are
 * paths as they are asked for; folders end with '/'.
 */
export function serveTree(tree: Tree): Script {
  return (request, socket) => socket.write(answer(tree, request));
}

function answer(tree: Tree, { target, headers, method }: ScriptedRequest): Buffer {
  const found = tree[target];
  if (method === 'OPTIONS' || method === 'PROPFIND') return reply(405);
  if (found === undefined && tree[`${target}/`] !== undefined) {
    return reply(301, '', { location: `http://${headers.host}${target}/` });
  }
  if (found === undefined) return reply(404);
  if (typeof found === 'string') return reply(200, found, { 'content-type': 'application/octet-stream' });
  return listing(target, found);
}
