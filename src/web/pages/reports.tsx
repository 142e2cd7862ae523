import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { render } from '../render.ts';
import type { WebEnv } from '../visit.ts';
import { ReportListPage } from './report-list-page.tsx';
import { ExplanationPage, ReportPage } from './report-page.tsx';

/** Reports: all of them, and one. */
export function registerReports(pages: Hono<WebEnv>): void {
  pages.get('/reports', async (context) => {
    const visit = context.get('visit');
    const cursor = context.req.query('cursor');
    const query = { limit: 25, ...(cursor === undefined ? {} : { cursor }) };
    const reports = await answered(visit.client.GET('/reports', { params: { query } }));
    return render(context, <ReportListPage visit={visit} reports={reports} />);
  });
  pages.get('/reports/:id', async (context) => {
    const visit = context.get('visit');
    const path = { id: context.req.param('id') };
    const [report, curve] = await Promise.all([
      answered(visit.client.GET('/reports/{id}', { params: { path } })),
      answered(visit.client.GET('/reports/{id}/thresholds', { params: { path } })),
    ]);
    return render(context, <ReportPage visit={visit} report={report} curve={curve} />);
  });
  pages.get('/reports/:id/rows', async (context) => {
    const visit = context.get('visit');
    const against = context.req.query('against');
    const path = { id: context.req.param('id'), row: Number(context.req.query('row')) };
    const query = against === undefined || against === '' ? {} : { against };
    const explanation = await answered(
      visit.client.GET('/reports/{id}/rows/{row}', { params: { path, query } }),
    );
    return render(context, <ExplanationPage visit={visit} explanation={explanation} />);
  });
}
