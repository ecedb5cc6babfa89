// Single keys do the same on every layout.

import { expect, it } from 'vitest';
import { letterOf } from '../../renderer/ui/useKeys.ts';

it.each([
  ['a Latin layout', 'h', 'KeyH', 'H'],
  ['a Latin layout with other places', 'z', 'KeyY', 'Z'],
  ['a Russian layout', 'р', 'KeyH', 'H'],
  ['a Greek layout', 'η', 'KeyH', 'H'],
  ['a Hebrew layout', 'ז', 'KeyZ', 'Z'],
  ['a key that is no letter', 'Escape', 'Escape', 'ESCAPE'],
  ['a letter beside the Latin ones', 'ж', 'Semicolon', 'Ж'],
])('is the one of %s', (_, key, code, letter) => {
  expect(letterOf({ key, code })).toBe(letter);
});
