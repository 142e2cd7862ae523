import type { DoctorCheck, DoctorReport } from '../doctor-report.ts';
import { visible } from '../visible.ts';
import { createPage, type Page } from './page.ts';
import type { Screen } from './screen.ts';

/** What the doctor found: a line a check, with the way out under those that are not ok. */
export function renderDoctor(report: DoctorReport, screen: Screen): string {
  const page = createPage(screen);
  for (const check of report.checks) showCheck(page, check);
  page.blank();
  const failed = report.checks.filter((check) => check.state === 'fail').length;
  if (failed > 0) page.sentence(`${failed} of ${report.checks.length} checks failed.`, page.ink.bad);
  else page.sentence('Rowprint is ready.', page.ink.good);
  return page.text();
}

function showCheck(page: Page, check: DoctorCheck): void {
  const paint = { ok: page.ink.good, warn: page.ink.warning, fail: page.ink.bad }[check.state];
  const found: [string, string] = [check.state.padEnd(4), `${visible(check.title)}: ${visible(check.found)}`];
  const needsWayOut = check.state !== 'ok' && check.wayOut !== null;
  page.facts(needsWayOut ? [found, ['', visible(check.wayOut!)]] : [found], (name) => paint(name));
}
