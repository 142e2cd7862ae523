import { expect, it } from 'vitest';
import { createRequestCap } from '../../../scanners/ftp/request-cap.ts';
import { beginVisit } from './visit-server.ts';

it('a cap on requests stops the one that is too many before it is counted', () => {
  const { budget } = beginVisit(new URL('ftp://127.0.0.1/'));
  const cap = createRequestCap(budget);
  cap.budget.countRequest();

  cap.limit(2);
  cap.budget.countRequest();
  cap.budget.countRequest();

  expect(() => cap.budget.countRequest()).toThrow(expect.objectContaining({ code: 'RP_TRANSFER_BROKEN' }));
  expect(budget.spent().requests).toBe(3);
});
