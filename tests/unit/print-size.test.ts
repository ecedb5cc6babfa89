// The paper size that is usual in a country.

import { describe, expect, it } from 'vitest';
import { paperSizeIn } from '../../main/electron/print.ts';

describe('the paper of a country', () => {
  it.each([
    ['US', [], 'Letter'],
    ['CA', ['fr-CA'], 'Letter'],
    ['DE', ['en-US'], 'A4'],
    ['', ['en', 'en-US'], 'Letter'],
    ['', ['es_MX.UTF-8'], 'Letter'],
    ['', ['zh-Hans-CN', 'en-US'], 'A4'],
    ['', ['en'], 'A4'],
    ['', [], 'A4'],
  ] as const)('follows from the country %j and the languages %j: %s', (country, languages, size) => {
    expect(paperSizeIn(country, languages)).toBe(size);
  });
});
