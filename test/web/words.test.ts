import { describe, expect, it } from 'vitest';
import { acceptedLanguage } from '../../src/web/choose-language.ts';
import { formatsOf } from '../../src/web/formats.ts';
import { safeReturn } from '../../src/web/return-path.ts';
import { en } from '../../src/web/words/en.ts';
import { fr } from '../../src/web/words/fr.ts';

/** Every key with what it is: 'shell.links.home: string', 'home.due: function of 1'. */
function keysOf(words: object, path = ''): readonly string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'object') return keysOf(value, name);
    return typeof value === 'function' ? `${name}: function of ${value.length}` : `${name}: ${typeof value}`;
  });
}

describe('words', () => {
  it('are the same in both languages', () => {
    expect(keysOf(fr)).toEqual(expect.arrayContaining([...keysOf(en)]));
    expect(keysOf(fr)).toHaveLength(keysOf(en).length);
    expect(keysOf(en).length).toBeGreaterThan(150);
  });

  it.each([
    ['fr', 'fr'],
    ['de, fr-CH;q=0.8, en;q=0.5', 'fr'],
    ['en;q=0.3, fr;q=0.2', 'en'],
    ['fr;q=0, en', 'en'],
    ['de, it', null],
    [',;;q=,q=x', null],
    [undefined, null],
  ])('are chosen by %s: %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language);
  });
});

describe('formats', () => {
  it('are those of the language', () => {
    expect(formatsOf('en').count(46_173)).toBe('46,173');
    expect(formatsOf('fr').count(46_173)).toBe('46\u202f173');
    expect(formatsOf('fr').bytes(7_793_173)).toBe('7,8\u202fMo');
    expect(formatsOf('en').bytes(999)).toBe('999\u00a0B');
    expect(formatsOf('fr').share(0.9)).toBe('90,0\u202f%');
    expect(formatsOf('fr').instant('2026-11-22T14:03:00Z')).toBe('22 nov. 2026, 14:03 UTC');
  });

  it('round neither something to nothing nor a part to all', () => {
    expect(formatsOf('en').share(0.00001)).toBe('<\u00a00.1\u00a0%'.replace('<\u00a0', '< '));
    expect(formatsOf('en').share(0.99999)).toBe('> 99.9\u00a0%');
    expect(formatsOf('en').share(0)).toBe('0.0\u00a0%');
  });

  it.each([
    [-5, '0 s'],
    [59_900, '1 min'],
    [74_000, '1 min 14 s'],
    [11_520_000, '3 h 12 min'],
    [72 * 3_600_000, '72 h'],
    [100 * 3_600_000, '4 d 4 h'],
  ])('tell %i ms as %s', (ms, text) => {
    expect(formatsOf('en').duration(ms).replaceAll('\u00a0', ' ')).toBe(text);
  });
});

describe('the way back after signing in', () => {
  it.each(['/runs?state=failed', '/', '/reports/s_1'])('leads to %s', (path) => {
    expect(safeReturn(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/./\n/evil.example',
    '/.//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'evil',
    '',
    '/sign-in?next=/sign-in',
    `/${'a'.repeat(3000)}`,
    undefined,
    ['/runs'],
  ])('leads home instead of to %j', (wanted) => {
    expect(safeReturn(wanted)).toBe('/');
  });
});
