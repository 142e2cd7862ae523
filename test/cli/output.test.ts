import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutput, jsonLine } from '../../src/cli/output.ts';
import { runCli } from './fake-application.ts';

function failingStream(code: string) {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
  });
}

describe('a line of JSON', () => {
  test('is exactly one line for every reader, and gives back the value', () => {
    const lineEnds = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = jsonLine({ text });
        expect(line.endsWith('\n')).toBe(true);
        expect(line.slice(0, -1)).not.toMatch(lineEnds);
        expect(JSON.parse(line)).toEqual({ text });
      }),
    );
  });

  test.each(['\n', '\r', '\x85', '\u2028', '\u2029', '\x9b31m', '\x7f'])('writes %j as an escape', (sign) => {
    expect(jsonLine(sign).slice(0, -1)).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe('an output', () => {
  test('resolves in silence when the reader has left, for this text and all that follow', async () => {
    const output = createOutput(failingStream('EPIPE'), 'the result');

    await expect(output.write('a')).resolves.toBeUndefined();
    await expect(output.write('b')).resolves.toBeUndefined();
  });

  test('tells any other failure with the way out', async () => {
    const output = createOutput(failingStream('ENOSPC'), 'the result');

    await expect(output.write('a')).rejects.toMatchObject({
      code: 'RP_OUTPUT',
      message: 'the result could not be written: the disk is full: free some space or write elsewhere',
    });
  });
});

describe('a run whose stdout is closed', () => {
  test('still does everything and ends with the true exit code', async () => {
    const checked: string[] = [];
    const stdout = failingStream('EPIPE');

    const { exitCode, stderr } = await runCli(['check', 'a', 'b'], {
      host: { stdout },
      application: {
        check: async ({ file }) => {
          checked.push(file);
          return (await import('../reports/sample-report.ts')).sampleReport();
        },
      },
    });

    expect(checked).toEqual(['a', 'b']);
    expect(exitCode).toBe(10);
    expect(stderr).toBe('');
  });
});
