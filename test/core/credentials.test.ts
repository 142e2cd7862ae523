import { describe, expect, test } from 'vitest';
import { withoutCredentials } from '../../src/core/credentials.ts';

describe('withoutCredentials', () => {
  test.each([
    [
      'postgres://ana:hunter2@db.lab:5432/lab#public.patients',
      'postgres://***@db.lab:5432/lab#public.patients',
    ],
    ['mysql://ana@db/lab', 'mysql://***@db/lab'],
    [
      "cannot reach 'postgres://ana:p/a@s's@db/lab': refused",
      "cannot reach 'postgres://***@db/lab': refused",
    ],
    ['a postgres://u:p@x/y and ftp://u:p@z/w', 'a postgres://***@x/y and ftp://***@z/w'],
    ['postgres://db/lab?password=hunter2&ssl=1', 'postgres://db/lab?password=***&ssl=1'],
    [
      'no credentials in ana@lab.example or postgres://db/lab',
      'no credentials in ana@lab.example or postgres://db/lab',
    ],
  ])('turns %s into %s', (text, expected) => expect(withoutCredentials(text)).toBe(expected));
});
