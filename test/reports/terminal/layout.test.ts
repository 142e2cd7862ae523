import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceBar, shareBar } from '../../../src/reports/terminal/bars.ts';
import { grid } from '../../../src/reports/terminal/grid.ts';
import { wrap } from '../../../src/reports/terminal/paragraph.ts';
import { layoutWidth } from '../../../src/reports/terminal/screen.ts';
import { fitTo, padTo, textWidth } from '../../../src/reports/terminal/text-width.ts';
import { visible } from '../../../src/reports/visible.ts';
import { hostileName } from '../hostile.ts';

const plain = { title: (text: string) => text, cell: (text: string) => text };
const shown = hostileName.map(visible);

describe('the width of a screen', () => {
  test.each([
    [undefined, 80],
    [0, 80],
    [40, 80],
    [97, 97],
    [300, 120],
    [Number.NaN, 80],
  ])('of %j columns is %d', (columns, expected) => expect(layoutWidth(columns)).toBe(expected));
});

describe('the width of a text', () => {
  test.each([
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['漢字', 4],
    ['👍', 2],
    ['█░│▒', 4],
  ])('of %s is %d', (text, expected) => expect(textWidth(text)).toBe(expected));

  test('cut to fit is never too wide, and whole where it fits', () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: 1, max: 60 }), (text, width) => {
        const cut = fitTo(text, width);
        expect(textWidth(cut)).toBeLessThanOrEqual(width);
        expect(cut === text).toBe(textWidth(text) <= width);
      }),
    );
  });

  test('padded is exact', () => {
    expect(padTo('漢', 4, 'right')).toBe('  漢');
    expect(padTo('ab', 4, 'left')).toBe('ab  ');
  });
});

describe('a paragraph', () => {
  test('breaks at blanks and hangs', () => {
    expect(wrap('one two three', 9, '  ', 2)).toEqual(['  one', '    two', '    three']);
  });

  test('never passes the edge and loses nothing but blanks', () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: 10, max: 120 }), (text, width) => {
        const lines = wrap(text, width, '  ');
        expect(lines.every((line) => textWidth(line) <= width)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('a grid', () => {
  const columns = [
    { title: 'name', align: 'left' as const, shrinksTo: 4 },
    { title: 'rows', align: 'right' as const },
  ];

  test('aligns words to the left and numbers to the right', () => {
    expect(
      grid(
        columns,
        [
          ['a', '1,000'],
          ['bcdefg', '7'],
        ],
        40,
        plain,
      ),
    ).toEqual(['  name     rows', '  a       1,000', '  bcdefg      7']);
  });

  test('cuts what may shrink and never a number', () => {
    expect(grid(columns, [['abcdefghij', '1,000,000']], 20, plain)).toEqual([
      '  name          rows',
      '  abcdef…  1,000,000',
    ]);
  });

  test('takes from the widest first', () => {
    const two = [columns[0]!, columns[0]!];

    expect(grid(two, [['abcdefghijkl', 'xyzw']], 16, plain)[1]).toBe('  abcdefg…  xyzw');
  });
});

describe('a bar', () => {
  test.each([
    [0, '░░░░'],
    [0.001, '█░░░'],
    [0.5, '██░░'],
    [0.999, '███░'],
    [1, '████'],
    [Number.NaN, '░░░░'],
  ])('of the share %d is %s', (share, expected) => expect(shareBar(share, 4)).toBe(expected));

  test.each([
    [8, '    │████'],
    [-8, '▒▒▒▒│    '],
    [0, '    │    '],
    [0.1, '    │█   '],
    [-0.1, '   ▒│    '],
    [99, '    │████'],
  ])('of %d bits stands on its side of the axis', (bits, expected) =>
    expect(evidenceBar(bits, 8, 4)).toBe(expected),
  );

  test('without a scale shows only the axis', () => {
    expect(evidenceBar(0, 0, 2)).toBe('  │  ');
  });
});
