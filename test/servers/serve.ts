import { testServers } from './registry.ts';
import { plantSmallTree, plantTree } from './tree.ts';

/**
 * Start one server by hand, on the adversarial tree (or a small one), until it is interrupted:
 * `npx tsx test/servers/serve.ts vsftpd anonymous [small]`
 */
const [id, variant, size] = process.argv.slice(2);
const server = testServers.find((one) => one.id === id);
if (server === undefined || !server.variants.some((one) => one.id === variant)) {
  const choices = testServers.map(({ id, variants }) => `${id} ${variants.map((one) => one.id).join('|')}`);
  process.stderr.write(`which server?\n${choices.join('\n')}\n`);
  process.exit(2);
}
const tree = size === 'small' ? plantSmallTree() : plantTree();
try {
  const { url, stop } = await server.start(variant!, tree);
  process.stdout.write(`${url.href} serves ${tree.root}, ${tree.files.length} files\n`);
  await new Promise((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, settle);
    setInterval(() => {}, 60_000);
  });
  await stop();
} finally {
  tree.remove();
}
process.exit();
