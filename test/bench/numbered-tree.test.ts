import { expect, test } from 'vitest';
import { filesWithMembers, numberedTree } from '../../bench/many-assets/numbered-tree.ts';
import type { FileTree } from '../../src/demo/servers/file-tree.ts';

async function bytesOf(tree: FileTree, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of tree.read(path, { first: 0 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function filesBelow(tree: FileTree, folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const { name, isFolder } of await tree.list(folder)) {
    const path = `${folder}/${name}`.replace('//', '/');
    files.push(...(isFolder ? await filesBelow(tree, path) : [path]));
  }
  return files;
}

test('a numbered tree shows each file once, with the size that it has', async () => {
  const tree = numberedTree(2_345);

  const files = await filesBelow(tree, '/');

  expect(files).toHaveLength(2_345);
  expect(new Set(files).size).toBe(2_345);
  expect(files.at(-1)).toBe('/area-001/lot-03/extract-002344.csv');
  for (const path of ['/area-000/lot-00/extract-000000.csv', files[1_999]!, files.at(-1)!])
    expect((await tree.find(path))?.bytes).toBe((await bytesOf(tree, path)).length);
});

test('a numbered tree makes the same file each time, any part of it, and another for each number', async () => {
  const tree = numberedTree(100);
  const [first, second] = ['/area-000/lot-00/extract-000000.csv', '/area-000/lot-00/extract-000001.csv'];

  const whole = await bytesOf(numberedTree(50), first);

  expect(await bytesOf(tree, first)).toEqual(whole);
  expect(await bytesOf(tree, second)).not.toEqual(whole);
  const [part] = await tree.read(first, { first: 10, last: 19 }).toArray();
  expect(part).toEqual(whole.subarray(10, 20));
});

test('nothing else is in a numbered tree', async () => {
  const tree = numberedTree(100);

  for (const path of [
    '/area-001',
    '/area-000/lot-01',
    '/area-000/lot-00/extract-000100.csv',
    '/x',
    '/area-000/lot-01/extract-000000.csv',
  ])
    expect(await tree.find(path)).toBeNull();
  expect(filesWithMembers(100)).toBe(3);
});
