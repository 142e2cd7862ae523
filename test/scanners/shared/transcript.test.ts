import { describe, expect, test } from 'vitest';
import { createTranscript } from '../../../scanners/shared/transcript.ts';

describe('the transcript', () => {
  test('keeps direction and time since its start', () => {
    let nowMs = 5_000;
    const transcript = createTranscript({ nowMs: () => nowMs });

    transcript.sent('USER anonymous');
    nowMs += 12;
    transcript.received('331 Please specify the password.');

    expect(transcript.lines()).toEqual(['0 > USER anonymous', '12 < 331 Please specify the password.']);
  });

  test('writes out every sign that a terminal would obey or hide', () => {
    const transcript = createTranscript({ nowMs: () => 0 });

    transcript.received('220 \x1b[2J\r\n\u202efdp\u2028\u0085\ud800');

    expect(transcript.lines()).toEqual(['0 < 220 \\u001b[2J\\u000d\\u000a\\u202efdp\\u2028\\u0085\\ud800']);
  });

  test('cuts a line that has no end, without looking through it', () => {
    const transcript = createTranscript({ nowMs: () => 0 });

    transcript.received('\0'.repeat(50_000_000));

    expect(transcript.lines()[0]!.length).toBeLessThan(310);
    expect(transcript.lines()[0]).toMatch(/…$/);
  });

  test.each([2, 3, 10, 11])('keeps the first and the last of many lines, %d in all', (most) => {
    const transcript = createTranscript({ nowMs: () => 0 }, most);

    for (let count = 1; count <= 1_000; count++) transcript.sent(`${count}`);

    const lines = transcript.lines();
    expect(lines).toHaveLength(most + 1);
    expect(lines[0]).toBe('0 > 1');
    expect(lines.at(-1)).toBe('0 > 1000');
    expect(lines.find((line) => line.startsWith('…'))).toBe(`… ${1_000 - most} lines are not kept`);
  });

  test('says nothing of lines that are not kept where all are', () => {
    const transcript = createTranscript({ nowMs: () => 0 }, 10);

    for (let count = 1; count <= 10; count++) transcript.sent(`${count}`);

    expect(transcript.lines()).toHaveLength(10);
    expect(transcript.lines().at(-1)).toBe('0 > 10');
  });
});
