import { TransferBrokenError } from '../errors.ts';
import type { Budget } from '../shared/budget.ts';

/** A budget whose requests can be limited further, for a part of a visit. */
export interface RequestCap {
  readonly budget: Budget;
  /** From now on so many requests at most: the next one is not sent. */
  limit(requests: number): void;
}

/** Pass everything on to the sweep's budget, without a limit of its own at first. */
export function createRequestCap(budget: Budget): RequestCap {
  let left = Number.POSITIVE_INFINITY;
  return {
    limit(requests) {
      left = requests;
    },
    budget: {
      ...budget,
      countRequest() {
        if (left <= 0) throw new TransferBrokenError('the requests of this part of the visit are used up');
        left--;
        budget.countRequest();
      },
    },
  };
}
