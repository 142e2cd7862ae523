#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/bundle/main.js', import.meta.url);
if (!existsSync(main)) {
  process.stderr.write('rowprint: not built yet: run `npm run build` in the folder of the project\n');
  process.exit(2);
}
await import(main.href);
