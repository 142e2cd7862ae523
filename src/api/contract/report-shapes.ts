import { z } from '@hono/zod-openapi';
import type { Explanation as ExplanationShape } from '../../reports/explanation.ts';
import type { Report as ReportShape } from '../../reports/report.ts';
import type { SweepReport as SweepShape } from '../../reports/sweep.ts';

/** `rowprint.report/1`. */
export const Report = z.custom<ReportShape>().openapi('Report', { type: 'object' });

/** `rowprint.explanation/1`. */
export const Explanation = z.custom<ExplanationShape>().openapi('Explanation', { type: 'object' });

/** `rowprint.sweep/1`. */
export const Sweep = z.custom<SweepShape>().openapi('Sweep', { type: 'object' });
