import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderExposures } from '../../../src/reports/terminal/exposures-view.ts';
import type { Screen } from '../../../src/reports/terminal/screen.ts';
import { textWidth } from '../../../src/reports/terminal/text-width.ts';
import { hostileName, OBEYED } from '../hostile.ts';
import { sampleExposure, sampleServerExposure } from '../sample-exposures.ts';

const screen: Screen = { width: 120, colour: false };

describe('the view of exposures', () => {
  test('begins with how many are open and how bad the worst is', () => {
    expect(renderExposures([sampleExposure(), sampleServerExposure()], screen).split('\n')[0]).toBe(
      '2 exposures are open on 2 objects; the worst is critical.',
    );
    expect(renderExposures([sampleServerExposure()], screen).split('\n')[0]).toBe(
      '1 exposure is open on 1 object; the worst is medium.',
    );
  });

  test('promises no more than was looked at where nothing is open', () => {
    expect(renderExposures([], screen)).toBe('No exposure is open, as far as was looked.\n');
  });

  test('shows the worst object first, whatever the order', () => {
    const text = renderExposures([sampleServerExposure(), sampleExposure()], screen);

    expect(text.indexOf('CRITICAL: /pub/migration/EXTRACT_LABO_A.csv on megabus')).toBeGreaterThan(0);
    expect(text.indexOf('MEDIUM: megabus')).toBeGreaterThan(text.indexOf('CRITICAL'));
  });

  test('shows what is wrong, how sure that is, what raised it, the facts, what to do', () => {
    const text = renderExposures([sampleExposure({ reopened: 1 })], screen).replace(/\s+/g, ' ');

    expect(text).toContain(
      'that can be read there. (data.ours-exposed, critical, proven, first seen 2026-11-20 12:00 UTC, ' +
        'opened again 1 time, raised by ftp.anonymous-login)',
    );
    expect(text).toContain('tables lab_a (Laboratory A): 40,000 rows');
    expect(text).toContain('persons 39,800');
    expect(text).toContain('to do Take the file off now.');
    expect(text).not.toContain('modified at');
  });

  test('tells a claim from a proof, and a no from an unknown', () => {
    const text = renderExposures([sampleServerExposure()], screen);

    expect(text).toContain('medium, claimed');
    expect(text).toMatch(/offers tls +no\n/);
  });

  test('shows closed ones apart', () => {
    const closed = sampleExposure({
      state: 'closed',
      closedAt: '2026-11-22T12:00:00.000Z',
      groupSeverity: null,
    });
    const text = renderExposures([closed], screen);

    expect(text).toContain('No exposure is open');
    expect(text).toContain(
      'Closed\n  - data.ours-exposed: /pub/migration/EXTRACT_LABO_A.csv on megabus, 2026-11-22 12:00 UTC\n',
    );
  });

  test('counts what it does not list', () => {
    const many = Array.from({ length: 23 }, (_, at) => sampleExposure({ path: `/${at}` }));
    const closed = Array.from({ length: 13 }, (_, at) =>
      sampleExposure({ path: `/c${at}`, state: 'closed' }),
    );
    const text = renderExposures([...many, ...closed], screen);

    expect(text).toContain('And 3 objects more, critical or less, all listed with --json.');
    expect(text).toContain('- and 3 more, all listed with --json\n');
  });

  test('says the same with colour and without', () => {
    const exposures = [sampleExposure(), sampleServerExposure()];
    const coloured = renderExposures(exposures, { width: 120, colour: true });

    expect(coloured).toContain('\x1b[1;31mCRITICAL');
    expect(coloured.replace(/\x1b\[[\d;]+m/g, '')).toBe(renderExposures(exposures, screen));
  });

  test('fits every screen and obeys no name', () => {
    const hostile = fc
      .record({ a: hostileName, b: hostileName, c: hostileName, state: fc.constantFrom('open', 'closed') })
      .map(({ a, b, c, state }) =>
        sampleExposure({
          path: a,
          endpoint: b,
          title: c,
          advice: a,
          code: b,
          severity: c,
          proof: a,
          closedAt: b,
          firstSeenAt: c,
          state: state as 'open' | 'closed',
          raisedBy: [a, b],
          evidence: { [a]: b, list: [a, b, c], other: { a } },
        }),
      );
    fc.assert(
      fc.property(
        fc.array(hostile, { maxLength: 3 }),
        fc.integer({ min: 80, max: 140 }),
        (exposures, width) => {
          const text = renderExposures(exposures, { width, colour: false });

          expect(text.split('\n').filter((line) => textWidth(line) > Math.min(width, 120))).toEqual([]);
          expect(OBEYED.test(text)).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });
});
