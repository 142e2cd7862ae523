import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CodedFinding, EXPOSURE_CODES, type ExposureCode } from '../../../scanners/exposure.ts';
import { combineSeverity } from '../../../scanners/shared/combine-severity.ts';
import { SEVERITY_RULES } from '../../../scanners/shared/severity-rules.ts';
import { SEVERITIES, severityRank } from '../../../src/core/severity.ts';

function finding(code: ExposureCode, part: Partial<CodedFinding> = {}): CodedFinding {
  const isOfAsset = code.startsWith('data.') || code.startsWith('leak.');
  return {
    code,
    path: isOfAsset ? '/pub/a.csv' : null,
    severity: 'low',
    proof: 'proven',
    evidence: isOfAsset ? { access: 'anybody' } : {},
    ...part,
  };
}

/** Severity by code, and by what it was raised. */
function combined(findings: readonly CodedFinding[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    combineSeverity(findings).map(({ code, severity, raisedBy }) => [code, [severity, ...raisedBy]]),
  );
}

const behindLogin = { evidence: { access: 'login' } };

describe('severity of facts that stand together', () => {
  test('stays as it is for one alone', () => {
    for (const code of EXPOSURE_CODES)
      expect(combineSeverity([finding(code, { severity: 'medium' })])).toMatchObject([
        { code, severity: 'medium', raisedBy: [] },
      ]);
  });

  test('anonymous login that lists or reads is high', () => {
    expect(combined([finding('ftp.anonymous-login'), finding('ftp.anonymous-reads')])).toEqual({
      'ftp.anonymous-login': ['high', 'ftp.anonymous-reads'],
      'ftp.anonymous-reads': ['high', 'ftp.anonymous-login'],
    });
  });

  test('anonymous login where rows of ours are is critical, all of it', () => {
    const found = combined([
      finding('ftp.anonymous-login'),
      finding('ftp.anonymous-lists'),
      finding('ftp.anonymous-reads'),
      finding('data.ours-exposed'),
    ]);

    expect(Object.values(found).map(([severity]) => severity)).toEqual(Array(4).fill('critical'));
    expect(found['data.ours-exposed']).toEqual([
      'critical',
      'ftp.anonymous-login',
      'ftp.anonymous-lists',
      'ftp.anonymous-reads',
    ]);
  });

  test('a public zone raises nothing that took a login', () => {
    expect(combined([finding('ftp.anonymous-login'), finding('data.ours-exposed', behindLogin)])).toEqual({
      'ftp.anonymous-login': ['low'],
      'data.ours-exposed': ['low'],
    });
  });

  test('of two files, only the one that anybody gets at is raised', () => {
    const found = combineSeverity([
      finding('ftp.anonymous-login'),
      finding('data.ours-exposed', { path: '/public.csv' }),
      finding('data.ours-exposed', { path: '/private.csv', ...behindLogin }),
    ]);

    expect(found.map(({ severity }) => severity)).toEqual(['critical', 'critical', 'low']);
  });

  test.each(['http.open-listing', 'http.unauthenticated-download', 'http.open-bucket'] as const)(
    '%s alone is not raised, with rows of ours it is critical',
    (code) => {
      expect(combined([finding(code)])).toEqual({ [code]: ['low'] });
      expect(combined([finding(code), finding('data.ours-exposed')])[code]).toEqual([
        'critical',
        'data.ours-exposed',
      ]);
    },
  );

  test('rows of ours, unencrypted, with the gravest data, are critical in one file', () => {
    const codes = ['data.ours-exposed', 'data.unencrypted', 'data.special-category'] as const;

    const inOne = combined(codes.map((code) => finding(code, behindLogin)));
    const inThree = combined(codes.map((code, at) => finding(code, { ...behindLogin, path: `/${at}` })));

    expect(Object.values(inOne).map(([severity]) => severity)).toEqual(Array(3).fill('critical'));
    expect(Object.values(inThree).map(([severity]) => severity)).toEqual(Array(3).fill('low'));
  });

  test('a stale extract with rows of ours is high', () => {
    expect(
      combined([
        finding('data.stale-extract', behindLogin),
        finding('data.ours-exposed', { ...behindLogin, severity: 'critical' }),
      ]),
    ).toEqual({
      'data.stale-extract': ['high', 'data.ours-exposed'],
      'data.ours-exposed': ['critical'],
    });
  });

  test('a file with rows of ours and of a leak is critical', () => {
    expect(
      combined([finding('leak.present-on', behindLogin), finding('data.ours-exposed', behindLogin)]),
    ).toMatchObject({ 'leak.present-on': ['critical', 'data.ours-exposed'] });
  });

  test.each(SEVERITY_RULES.map((rule, at) => [at, rule] as const))(
    'rule %d raises what it names',
    (_, rule) => {
      const facts = rule.together.map(({ anyOf }) => finding(anyOf[0]!));
      const raised = combineSeverity(facts).filter(({ code }) => rule.raises.includes(code));

      expect(raised.length).toBeGreaterThan(0);
      for (const { severity, raisedBy } of raised) {
        expect(severityRank(severity)).toBeGreaterThanOrEqual(severityRank(rule.to));
        expect(raisedBy.length).toBeGreaterThan(0);
      }
    },
  );

  test('every rule needs two facts at least, and says why in a sentence', () => {
    for (const { together, because } of SEVERITY_RULES) {
      expect(together.length).toBeGreaterThan(1);
      expect(because).toMatch(/^[A-Z].*\.$/);
    }
  });

  const anyFinding = fc
    .record({
      code: fc.constantFrom(...EXPOSURE_CODES),
      path: fc.constantFrom(null, '/a', '/b'),
      severity: fc.constantFrom(...SEVERITIES),
      access: fc.constantFrom('anybody', 'login'),
    })
    .map(({ code, path, severity, access }) => finding(code, { path, severity, evidence: { access } }));

  test('never falls, neither below its own nor when more is found', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 12 }), anyFinding, (findings, more) => {
        const before = combineSeverity(findings);
        const after = combineSeverity([...findings, more]);

        for (const [at, { severity, raisedBy }] of before.entries()) {
          expect(severityRank(severity)).toBeGreaterThanOrEqual(severityRank(findings[at]!.severity));
          expect(severityRank(after[at]!.severity)).toBeGreaterThanOrEqual(severityRank(severity));
          expect(severity !== findings[at]!.severity).toBe(raisedBy.length > 0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 12 }), (findings) => {
        const forwards = combineSeverity(findings).map(({ severity }) => severity);
        const backwards = combineSeverity([...findings].reverse()).map(({ severity }) => severity);

        expect(backwards.reverse()).toEqual(forwards);
      }),
    );
  });
});
