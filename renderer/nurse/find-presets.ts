// Finding a preset by what somebody types of it, whatever its letters' case and marks.

import type { Preset } from '../../shared/preset.ts';
import { words } from '../words/index.ts';

/** Letters without case and marks: `Édelweiß` is found by `edel`. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The presets whose label or kind has every typed word in it, in the order given; all when nothing is typed. */
export const findPresets = <P extends Pick<Preset, 'label' | 'kind'>>(
  presets: readonly P[],
  sought: string,
): readonly P[] => {
  const soughtWords = plain(sought)
    .split(/\s+/)
    .filter((word) => word !== '');
  return presets.filter(({ label, kind }) => {
    const text = plain(`${label} ${words.kinds[kind]}`);
    return soughtWords.every((word) => text.includes(word));
  });
};
