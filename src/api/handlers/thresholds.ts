import type { OpenAPIHono } from '@hono/zod-openapi';
import { UsageError } from '../../core/errors.ts';
import { storedCurve } from '../../pipelines/threshold-curve.ts';
import { noCurve, type ThresholdCurve } from '../../reports/threshold-curve.ts';
import type { ApiEnv } from '../api-env.ts';
import { NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import { getThresholds } from '../contract/reports.ts';

/**
 * What other thresholds would have claimed. The figures are of everybody's people together: who sees only some
 * controllers gets no curve. Whether they may know of the report at all is asked of `mayKnow`.
 */
export function registerThresholds(
  api: OpenAPIHono<ApiEnv>,
  { watch }: Pick<ApiParts, 'watch'>,
  mayKnow: (reportId: string, controllers: readonly string[]) => Promise<boolean>,
): void {
  api.openapi(getThresholds, async (context) => {
    const { id } = context.req.valid('param');
    const controllers = context.get('actor')?.controllers ?? null;
    const curve = await knownCurve(() => storedCurve(watch.store, id));
    if (controllers !== null && !(await mayKnow(id, controllers))) throw unknownReport();
    const { points, ...shown } = controllers === null ? curve : noCurve(id);
    return context.json({ ...shown, points: [...points] }, 200);
  });
}

async function knownCurve(read: () => Promise<ThresholdCurve>): Promise<ThresholdCurve> {
  try {
    return await read();
  } catch (failure) {
    if (failure instanceof UsageError) throw unknownReport();
    throw failure;
  }
}

function unknownReport(): NotFoundError {
  return new NotFoundError('there is no report with that id');
}
