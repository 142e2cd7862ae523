import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderEndpointList } from '../../../src/reports/terminal/endpoint-list-view.ts';
import { renderScope } from '../../../src/reports/terminal/scope-view.ts';
import { renderDue, renderSweep } from '../../../src/reports/terminal/sweep-view.ts';
import { textWidth } from '../../../src/reports/terminal/text-width.ts';
import { hostileName, OBEYED } from '../hostile.ts';
import { sampleEndpoint, sampleSweep } from '../sample-sweep.ts';

const WIDTHS = [80, 120] as const;
const screen = { width: 100, colour: false };

/** Lines longer than the screen, and signs that a terminal would obey. */
function faultsOf(text: string, width: number): string[] {
  const tooLong = text.split('\n').filter((line) => textWidth(line) > width);
  return OBEYED.test(text) ? [...tooLong, 'obeyed'] : tooLong;
}

describe.each(WIDTHS)('at a width of %d, whatever a server calls things', (width) => {
  const narrow = { width, colour: false };

  test('a sweep fits and obeys nobody', () => {
    fc.assert(
      fc.property(hostileName, hostileName, hostileName, (path, software, reason) => {
        const plain = sampleSweep();
        const estimate = { print: reason, share: 0.5, interval: [0.4, 0.6] as const };
        const asset = {
          ...plain.assets[0]!,
          path,
          reason,
          estimate: { ...estimate, bytesSampled: 9, blocks: 3, rowsSampled: 9 },
        };
        const report = sampleSweep({
          assets: [asset, ...plain.assets],
          server: { software, certificateSha256: null },
          coverage: { complete: false, bytesRead: 1, skipped: [{ what: path, reason }] },
          endpoint: { name: software, url: path },
        });
        const unreached = { ...report, isReached: false };
        for (const one of [report, unreached]) expect(faultsOf(renderSweep(one, narrow), width)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('endpoints, mandates and what was due fit and obey nobody', () => {
    fc.assert(
      fc.property(hostileName, hostileName, (name, other) => {
        const endpoint = { ...sampleEndpoint(), name, url: other };
        const mandate = { target: name, owner: other, reference: name, until: '2027-03-31', holds: false };
        const outcome = { endpoint: name, report: null, failure: new Error(other), nextDueAt: null };
        expect(faultsOf(renderEndpointList([endpoint], narrow), width)).toEqual([]);
        expect(faultsOf(renderScope([mandate], narrow), width)).toEqual([]);
        expect(faultsOf(renderDue(outcome, narrow), width)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the view of a sweep', () => {
  test('says that a server was not reached, and why', () => {
    const coverage = {
      complete: false,
      bytesRead: 0,
      skipped: [{ what: '/', reason: 'RP_UNREACHABLE: nobody' }],
    };

    expect(renderSweep(sampleSweep({ isReached: false, coverage }), screen)).toMatch(
      /^processor could not be swept: RP_UNREACHABLE: nobody\./,
    );
  });

  test('promises nothing about what it could not read', () => {
    expect(renderSweep(sampleSweep({ overlaps: [] }), screen)).toMatch(
      /^Nothing of ours was found in what could be read of the 2 files on processor\./,
    );
  });

  test('lists what was not read, and counts what is beyond ten', () => {
    const skipped = Array.from({ length: 13 }, (_, at) => ({ what: `/f${at}`, reason: 'format' }));
    const text = renderSweep(sampleSweep({ coverage: { complete: false, bytesRead: 1, skipped } }), screen);

    expect(text).toContain('- /f9: format');
    expect(text).toContain('and 3 more');
    expect(text).not.toContain('/f10: format');
  });
});
