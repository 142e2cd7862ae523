import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXPOSURE_CODES } from '../../../scanners/exposure.ts';
import { detectors } from '../../../scanners/exposures/registry.ts';

const FOLDER = new URL('../../../scanners/exposures/', import.meta.url);

describe('the registry of detectors', () => {
  test('has each code once, in the order of the codes', () => {
    expect(detectors.map(({ code }) => code)).toEqual(EXPOSURE_CODES);
  });

  test('has each file of the folder, named after its code', () => {
    const files = readdirSync(FOLDER).filter((file) => file !== 'registry.ts');

    expect(files.sort()).toEqual(EXPOSURE_CODES.map((code) => `${code.replace('.', '-')}.ts`).sort());
  });

  test('lists the detector that a file exports under its name', async () => {
    for (const detector of detectors) {
      const file = detector.code.replace('.', '-');
      const exported = (await import(`${FOLDER.href}${file}.ts`)) as Record<string, unknown>;
      const name = file.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

      expect(Object.keys(exported)).toEqual([name]);
      expect(exported[name]).toBe(detector);
    }
  });

  test.each(detectors)('$code tells people what is wrong and what to do in one sentence each', (detector) => {
    for (const sentence of [detector.title, detector.advice]) {
      expect(sentence).toMatch(/^[A-Z].*\.$/s);
      expect(sentence.length).toBeLessThan(140);
    }
  });

  test('has no title twice', () => {
    expect(new Set(detectors.map(({ title }) => title)).size).toBe(detectors.length);
  });
});
