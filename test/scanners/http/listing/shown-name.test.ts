import { describe, expect, it } from 'vitest';
import { showsName } from '../../../../scanners/http/listing/shown-name.ts';

describe('the text of a link', () => {
  it.each([
    ['a.csv', 'a.csv'],
    [' a.csv ', 'a.csv'],
    ['a.csv\u00a0', 'a.csv'],
    ['old/', 'old'],
    ['link@', 'link'],
    ['a_long_na..>', 'a_long_name.csv'],
    ['a_long_na...', 'a_long_name.csv'],
    ['a_long_na\u2026', 'a_long_name.csv'],
    ['0123456789abcdef', '0123456789abcdef.csv'],
    ['\ufffdt\ufffd.txt', '\xe9t\xe9.txt'],
    [' ', ' '],
  ])('shows the name: %j for %j', (shown, name) => {
    expect(showsName(shown, name)).toBe(true);
  });

  it.each([
    ['Products', 'products.html'],
    ['About', 'about'],
    ['', 'a.csv'],
    ['a', 'a.csv'],
    ['Version 1.2', 'tool-1.2.zip'],
    ['b..>', 'a.csv'],
  ])('says something else: %j for %j', (shown, name) => {
    expect(showsName(shown, name)).toBe(false);
  });
});
