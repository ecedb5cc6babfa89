// What a request of a window may have: its own pages and ranges of tracks, and nothing outside them.

import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageFile, rangeOf } from '../../main/electron/served-files.ts';

const PAGES = path.resolve('/opt/stillroom/pages');

describe('a page', () => {
  it.each([
    ['/index.html', 'index.html'],
    ['/assets/room-4f.js', 'assets/room-4f.js'],
    ['/assets/a%20b.css', 'assets/a b.css'],
    ['/a/../door.html', 'door.html'],
    ['/etc/passwd', 'etc/passwd'],
    // Decoded once only: what is left is a strange name inside the folder, and no way out of it.
    ['/%252e%252e/secret', '%2e%2e/secret'],
  ])('%s is a file in the folder', (pathname, file) => {
    expect(pageFile(PAGES, pathname)).toBe(path.join(PAGES, file));
  });

  it.each([
    '',
    '/',
    '/.',
    '/..',
    '/../pages-of-others/index.html',
    '/../../../etc/passwd',
    '/a/../../secret',
    '/%2e%2e/secret',
    '/%2E%2E%2Fsecret',
    '/..%2f..%2fsecret',
    '/..\\..\\secret',
    '/..%5c..%5csecret',
    '/%5c%5cserver%5cshare',
    '/index.html\0.png',
    '/index.html%00.png',
  ])('%j leads out of the folder, or is none', (pathname) => {
    expect(pageFile(PAGES, pathname)).toBeNull();
  });

  it.each(['/%', '/%e0%a4%a', '/%zz', '/a%ff', '/%c0%ae%c0%ae/secret'])(
    '%j is no text, and is refused without a throw',
    (pathname) => {
      expect(pageFile(PAGES, pathname)).toBeNull();
    },
  );

  it('is never outside the folder, whatever is asked', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '/',
      '\\',
      '%5c',
      '%00',
      '%',
      '%25',
      'a',
      'C:',
      '//',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 12 }), (parts) => {
        const file = pageFile(PAGES, `/${parts.join('')}`);
        if (file !== null) expect(file.startsWith(`${PAGES}${path.sep}`)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a range', () => {
  it.each([
    [null, { start: 0, end: 999 }],
    ['bytes=0-', { start: 0, end: 999 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=200-299', { start: 200, end: 299 }],
    ['bytes=900-5000', { start: 900, end: 999 }],
    ['bytes=-100', { start: 900, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
  ])('%j of 1000 bytes is met', (header, range) => {
    expect(rangeOf(header, 1000)).toEqual(range);
  });

  it.each([
    'bytes=-',
    'bytes=1000-',
    'bytes=300-200',
    'bytes=-0',
    'bytes=0-1,5-9',
    'bytes=a-b',
    'bytes=-1-2',
    'items=0-1',
    '',
    `bytes=${'9'.repeat(400)}-`,
  ])('%j of 1000 bytes cannot be met', (header) => {
    expect(rangeOf(header, 1000)).toBeNull();
  });

  it('never reaches beyond the file, whatever is asked', () => {
    const end = fc.oneof(fc.constant(''), fc.nat({ max: 3000 }).map(String));
    fc.assert(
      fc.property(end, end, fc.integer({ min: 1, max: 2000 }), (first, last, size) => {
        const range = rangeOf(`bytes=${first}-${last}`, size);
        if (range === null) return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});
