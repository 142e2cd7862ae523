import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { openLocalFile } from '../../src/formats/local-file.ts';
import { people, toText } from './csv/people.ts';
import { readAll } from './csv/reading.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowprint-local-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a local file', () => {
  it('is read from any place, several times', async () => {
    const path = join(folder, 'people.csv');
    const rows = people(500);
    await writeFile(path, toText(rows));

    const source = await openLocalFile(path);

    expect(source).toMatchObject({
      name: 'people.csv',
      bytes: Buffer.byteLength(toText(rows)),
      seekable: true,
    });
    expect((await readAll(source)).rows).toEqual(rows);
    for await (const chunk of source.stream(3))
      expect(Buffer.from(chunk).toString().slice(0, 4)).toBe('0000');
  });

  it('that is missing or a folder is an error that names it and the way out', async () => {
    await expect(openLocalFile(join(folder, 'nothing.csv'))).rejects.toThrow(
      /there is no file .*nothing\.csv: check/,
    );
    await expect(openLocalFile(folder)).rejects.toThrow(/is a folder: name a file/);
    await expect(openLocalFile(folder)).rejects.toBeInstanceOf(UsageError);
    await expect(openLocalFile(join(folder, 'people.csv', 'x'))).rejects.toBeInstanceOf(UsageError);
  });
});
