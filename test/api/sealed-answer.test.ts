import { expect, test } from 'vitest';
import { openAnswer, sealAnswer } from '../../src/api/sealed-answer.ts';

const KEY = new Uint8Array(32).fill(3);
const ANSWER = { status: 201, headers: [['location', '/x']] as const, body: '{"secret":"rpt_once"}' };

test('an answer is kept sealed: what is shown once is nowhere in its bytes', () => {
  const sealed = sealAnswer(KEY, 'request', ANSWER);

  expect(Buffer.from(sealed).toString('latin1')).not.toContain('rpt_once');
  expect(openAnswer(KEY, 'request', sealed)).toEqual(ANSWER);
});

test('an answer opens for its own request and key alone, and unchanged', () => {
  const sealed = sealAnswer(KEY, 'request', ANSWER);
  const changed = Uint8Array.from(sealed);
  changed[changed.length - 1] ^= 1;

  expect(() => openAnswer(KEY, 'another', sealed)).toThrow('unable to authenticate');
  expect(() => openAnswer(new Uint8Array(32), 'request', sealed)).toThrow('unable to authenticate');
  expect(() => openAnswer(KEY, 'request', changed)).toThrow('unable to authenticate');
});
