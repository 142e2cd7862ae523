import { describe, expect, it } from 'vitest';
import { createFolder } from '../../../../scanners/http/listing/folder-links.ts';

const FOLDER = createFolder(new URL('http://127.0.0.1:8080/a%20b/depot/'), null);

describe('a link of a page', () => {
  it.each([
    ['x.csv', 'child'],
    ['./x.csv', 'child'],
    ['/a%20b/depot/x.csv', 'child'],
    ['/a%20%62/depot/x/', 'child'],
    ['http://127.0.0.1:8080/a%20b/depot/x.csv', 'child'],
    ['//127.0.0.1:8080/a%20b/depot/x.csv', 'child'],
    ['y/../x.csv', 'child'],
    ['..data', 'child'],
    ['..', 'parent'],
    ['../', 'parent'],
    ['%2e%2e/', 'parent'],
    ['/a%20b/', 'parent'],
    ['/a%20b', 'parent'],
    ['/', 'parent'],
    ['.', 'self'],
    ['./', 'self'],
    ['/a%20b/depot/', 'self'],
    ['?C=N;O=D', 'sort'],
    ['/a%20b/depot/?C=N', 'sort'],
    ['x.php?id=1', 'elsewhere'],
    ['x/y.csv', 'elsewhere'],
    ['/other/x.csv', 'elsewhere'],
    ['../../a', 'elsewhere'],
    ['http://127.0.0.1:8081/a%20b/depot/x.csv', 'elsewhere'],
    ['https://127.0.0.1:8080/a%20b/depot/x.csv', 'elsewhere'],
    ['http://:::', 'elsewhere'],
    ['#top', 'none'],
    ['mailto:contact@example.org', 'none'],
    ['JavaScript:void(0)', 'none'],
    ['foo:bar', 'none'],
  ])('is placed: %s', (href, role) => {
    expect(FOLDER.place(href, 'shown').role).toBe(role);
  });

  it.each([
    ['a:b', 'a:b', './a:b'],
    ['a?b', 'a?b', 'a%3Fb'],
    ['a#b', 'a#b', 'a%23b'],
  ])('is a name where its text shows just that: %s', (href, shown, asked) => {
    expect(FOLDER.place(href, shown)).toMatchObject({ role: 'child', href: asked, isNamed: true });
  });

  it('keeps percent signs and encodes what a URL parser would change', () => {
    expect(FOLDER.place('100%.txt\\ \t\u00e9%e9', '').href).toBe('100%.txt%5C%20%09%C3%A9%e9');
  });

  it('lists the folder of its name when the page has no slash at its end', () => {
    const folder = createFolder(new URL('http://127.0.0.1/depot'), null);

    expect(folder.place('/depot/x.csv', 'x.csv').role).toBe('child');
    expect(folder.place('/x.csv', 'x.csv').role).toBe('elsewhere');
  });

  it('starts at the base of the page', () => {
    const folder = createFolder(new URL('http://127.0.0.1/depot'), '/depot/');

    expect(folder.place('x.csv', 'x.csv')).toMatchObject({ role: 'child', href: '/depot/x.csv' });
  });

  it('passes over a base on another host', () => {
    const folder = createFolder(new URL('http://127.0.0.1/depot/'), 'http://198.51.100.9/');

    expect(folder.place('x.csv', 'x.csv')).toMatchObject({ role: 'child', href: 'x.csv' });
  });
});
