// The documents are true: what they link to and name is there, and the guide names keys as the screens do.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const GUIDE = 'assets/guide';

const documents = [
  ...readdirSync(PROJECT).filter((name) => name.endsWith('.md')),
  ...readdirSync(path.join(PROJECT, GUIDE)).map((name) => `${GUIDE}/${name}`),
];
const read = (file: string): string => readFileSync(path.join(PROJECT, file), 'utf8');

/** All matches of the pattern's first group in a document. */
const found = (file: string, pattern: RegExp): string[] =>
  [...read(file).matchAll(pattern)].map((match) => match[1] ?? '');

const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };

describe.each(documents)('%s', (file) => {
  it('links to what is there', () => {
    const links = found(file, /\]\(([^)#]+)\)/g).filter((link) => !link.includes('://'));
    const missing = links.filter((link) => !existsSync(path.join(PROJECT, path.dirname(file), link)));
    expect(missing).toEqual([]);
  });

  it('names files and folders that are there', () => {
    const named = found(file, /`((?:main|renderer|shared|tests|scripts|assets)\/[\w./-]*)`/g);
    expect(named.filter((name) => !existsSync(path.join(PROJECT, name)))).toEqual([]);
  });

  it('names commands that are there', () => {
    const named = found(file, /npm run (?:--silent )?([\w-]+)/g);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the README', () => {
  it('is read in a minute', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });

  it('leads to every page of the guide and to every document', () => {
    const links = new Set(found('README.md', /\]\(([^)#]+)\)/g));
    expect(documents.filter((file) => file !== 'README.md' && !links.has(file))).toEqual([]);
  });
});

describe('CONTRIBUTING', () => {
  it('names every command', () => {
    const named = new Set(found('CONTRIBUTING.md', /npm (?:run )?(?:--silent )?([\w-]+)/g));
    expect(Object.keys(scripts).filter((name) => !named.has(name))).toEqual([]);
  });
});

describe('the guide', () => {
  const words = readdirSync(path.join(PROJECT, 'renderer/words'))
    .map((name) => read(`renderer/words/${name}`))
    .join('\n');

  it.each(documents.filter((file) => file.startsWith(GUIDE)))('%s names keys as the screens do', (file) => {
    // What ends a sentence or begins a list is emphasis; all else in bold is what stands on a screen.
    const bold = found(file, /\*\*([^*]+)\*\*/g).filter((text) => !/[.:?,]$/.test(text));
    const keys = bold
      .flatMap((text) => text.replace(/\s+/g, ' ').split(/ → | … ?/))
      .filter((key) => key !== '');
    expect(keys.filter((key) => !words.includes(key))).toEqual([]);
  });
});
