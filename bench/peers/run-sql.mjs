import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * `node run-sql.mjs DATABASE STATEMENTS THREADS`: runs a JSON file of statements in turn and prints the first column of
 * the last one's answer as JSON. Plain JavaScript, so that the start of the process costs DuckDB nothing of ours.
 */
const [database, statementsFile, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(database, { threads });
const connection = await instance.connect();
let answer = [];
for (const statement of JSON.parse(readFileSync(statementsFile, 'utf8'))) {
  const reader = await connection.runAndReadAll(statement);
  [answer = []] = reader.getColumns();
}
process.stdout.write(JSON.stringify(answer.map(Number)));
connection.closeSync();
instance.closeSync();
