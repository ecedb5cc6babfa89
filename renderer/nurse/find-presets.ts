// Finding a preset by what somebody types of its label or kind.

import type { Preset } from '../../shared/preset.ts';
import { finder, folded } from '../ui/finding.ts';
import { words } from '../words/index.ts';

/** The presets whose label or kind has every typed word in it, in the order given; all when nothing is typed. */
export const findPresets = <P extends Pick<Preset, 'label' | 'kind'>>(
  presets: readonly P[],
  sought: string,
): readonly P[] => {
  const isFound = finder(sought);
  return presets.filter(({ label, kind }) => isFound(folded(`${label} ${words.kinds[kind]}`)));
};
