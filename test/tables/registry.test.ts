import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { pickTableSource } from '../../src/tables/pick-table-source.ts';
import { tableSources } from '../../src/tables/registry.ts';
import { localBytes, wellFormedCsv } from './csv/sample.ts';

const sources = tableSources({ csvFormat: wellFormedCsv, openFile: localBytes });

describe('registry of table sources', () => {
  it('names exactly the folders of the room, each by its id', () => {
    const folders = readdirSync(new URL('../../src/tables/', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);

    expect(sources.map(({ id }) => id).sort()).toEqual(folders.sort());
  });

  it.each([
    ['lab.csv', 'csv'],
    ['/data/LAB.TSV', 'csv'],
    ['lab.txt.gz', 'csv'],
    ['lab.sqlite#people', 'sqlite'],
    ['lab.db', 'sqlite'],
    ['lab.sqlite3#a.b', 'sqlite'],
    ['postgres://host/lab#people', 'postgres'],
    ['postgresql://host/lab#people', 'postgres'],
    ['mysql://host/lab#people', 'mysql'],
    ['mariadb://host/lab#notes.csv', 'mysql'],
    ['postgres://host/lab#old.db', 'postgres'],
  ])('reads %s with %s, and only with it', (source, id) => {
    expect(sources.filter((candidate) => candidate.accepts(source)).map((accepting) => accepting.id)).toEqual(
      [id],
    );
    expect(pickTableSource(source, sources).id).toBe(id);
  });

  it('has a plugin for every example in the help', () => {
    for (const source of sources) expect(pickTableSource(source.example, sources)).toBe(source);
  });

  it('lists the ways to write SOURCE without quoting a wrong one', () => {
    expect(() => pickTableSource('postgre://anna:s3cret@host/lab#t', sources)).toThrow(UsageError);
    expect(() => pickTableSource('postgre://anna:s3cret@host/lab#t', sources)).toThrow(
      /^(?!.*s3cret).*file\.csv, file\.sqlite#table, postgres:/,
    );
  });
});
