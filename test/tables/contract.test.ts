import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { pickTableSource } from '../../src/tables/pick-table-source.ts';
import { tableSources } from '../../src/tables/registry.ts';
import type { OpenTable, TableOpenOptions } from '../../src/tables/table-source.ts';
import { bytesHeld } from '../bytes-held.ts';
import { csvSample, localBytes, wellFormedCsv } from './csv/sample.ts';
import { mysqlSample } from './mysql/sample.ts';
import { PEOPLE_CELLS, PEOPLE_COLUMNS } from './people-table.ts';
import { postgresSample } from './postgres/sample.ts';
import { allRows } from './read-rows.ts';
import type { SampleDatabase } from './sample-database.ts';
import { sqliteSample } from './sqlite/sample.ts';

const sources = tableSources({ csvFormat: wellFormedCsv, openFile: localBytes });
const options: TableOpenOptions = { statementTimeoutMs: 20_000, connectTimeoutMs: 5000 };

describe.each([csvSample, sqliteSample, postgresSample, mysqlSample])('table source $id', (kind) => {
  let database: SampleDatabase | undefined;
  let reason: string | null = null;

  beforeAll(async () => {
    reason = await kind.unreachable();
    if (reason === null) database = await kind.create();
  });
  beforeEach((ctx) => {
    if (reason !== null) ctx.skip(reason);
  });
  afterAll(() => database?.remove());

  const open = (table: string, signal?: AbortSignal): Promise<OpenTable> => {
    const source = (database as SampleDatabase).source(table);
    return pickTableSource(source, sources).open(source, options, signal);
  };
  const reading = async <T>(table: string, use: (opened: OpenTable) => Promise<T>): Promise<T> => {
    const opened = await open(table);
    try {
      return await use(opened);
    } finally {
      await opened.close();
    }
  };

  it('is the plugin that its SOURCE is written for', () => {
    expect(pickTableSource((database as SampleDatabase).source('people'), sources).id).toBe(kind.id);
  });

  it('gives the same cells as every other source', async () => {
    const rows = await reading('people', allRows);

    expect(rows.map((row) => row.cells)).toEqual(PEOPLE_CELLS);
  });

  it('names the columns as they are, types in lower case', async () => {
    const columns = await reading('people', async (opened) => opened.columns);

    expect(columns.map(({ name }) => name)).toEqual(PEOPLE_COLUMNS);
    for (const { declaredType } of columns) expect(declaredType).toBe(declaredType?.toLowerCase() ?? null);
  });

  it('numbers the rows from 1, all in section 0', async () => {
    const rows = await reading('people', allRows);

    expect(rows.map((row) => row.number)).toEqual(PEOPLE_CELLS.map((_, index) => index + 1));
    expect(rows.every((row) => row.section === 0)).toBe(true);
  });

  it('says how many rows to expect, or that it does not know', async () => {
    const expected = await reading('people', async (opened) => opened.expectedRows);

    expect([PEOPLE_CELLS.length, null]).toContain(expected);
  });

  it('gives no rows of an empty table and calls it complete', async () => {
    await reading('empty', async (opened) => {
      expect(await allRows(opened)).toEqual([]);
      expect(opened.coverage()).toMatchObject({ complete: true, skipped: [] });
    });
  });

  it('counts what it has read', async () => {
    await reading('people', async (opened) => {
      await allRows(opened);

      expect(opened.bytesRead()).toBeGreaterThan(300);
    });
  });

  it('describes itself without user, password and parameters', async () => {
    const description = await reading('people', async (opened) => opened.description);

    expect(description).toContain('people');
    expect(description).not.toMatch(/@|root|\?/);
  });

  it('ends with CancelledError when the signal fires in mid-stream', async () => {
    const controller = new AbortController();
    const opened = await open('many');
    const read = async () => {
      for await (const _ of opened.batches(controller.signal)) controller.abort();
    };

    await expect(read()).rejects.toThrow(CancelledError);
    await opened.close();
  });

  it('ends with CancelledError when the signal fires while rows are awaited', async () => {
    const controller = new AbortController();
    const opened = await open('many');
    setTimeout(() => controller.abort(), 15);

    await expect(allRows(opened, controller.signal)).rejects.toThrow(CancelledError);
    expect(opened.coverage().complete).toBe(false);
    await opened.close();
  });

  it('opens nothing when the signal has fired before', async () => {
    await expect(open('people', AbortSignal.abort())).rejects.toThrow(CancelledError);
  });

  it('can be closed twice, and in the middle of its rows', async () => {
    const opened = await open('many');
    for await (const _ of opened.batches()) break;

    await opened.close();
    await expect(opened.close()).resolves.toBeUndefined();
  });

  it('reads a large table to its end without holding it', async () => {
    await reading('many', async (opened) => {
      const before = bytesHeld();
      let rows = 0;
      let most = 0;
      for await (const batch of opened.batches()) {
        // A reader that takes its time: what is not held back by then would pile up.
        if (rows === 0) await wait(700);
        if (Math.floor(rows / 100_000) < Math.floor((rows + batch.length) / 100_000) || rows === 0) {
          most = Math.max(most, bytesHeld() - before);
        }
        rows += batch.length;
      }

      expect(rows).toBe(kind.manyRows);
      expect(most).toBeLessThan(40e6);
    });
  });
});
