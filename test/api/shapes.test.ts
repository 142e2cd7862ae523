import type { z } from '@hono/zod-openapi';
import { expect, expectTypeOf, test } from 'vitest';
import { type Explanation, Report, type Sweep } from '../../src/api/contract/report-shapes.ts';
import type { Explanation as ExplanationShape } from '../../src/reports/explanation.ts';
import type { Report as ReportShape } from '../../src/reports/report.ts';
import type { SweepReport } from '../../src/reports/sweep.ts';
import { sampleReport } from '../reports/sample-report.ts';

/** A shape, all of it readonly as reports are. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly [infer A, infer B]
    ? readonly [Plain<A>, Plain<B>]
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : { readonly [K in keyof T]: Plain<Exclude<T[K], undefined>> };

test('the shapes of the contract are those of the reports', () => {
  expectTypeOf<Plain<z.infer<typeof Report>>>().toEqualTypeOf<Plain<ReportShape>>();
  expectTypeOf<Plain<z.infer<typeof Explanation>>>().toEqualTypeOf<Plain<ExplanationShape>>();
  expectTypeOf<Plain<z.infer<typeof Sweep>>>().toEqualTypeOf<Plain<SweepReport>>();
  expect(Report.safeParse(sampleReport()).error).toBeUndefined();
});
