// The presets as the console needs them: the list of all, asked for anew when it has changed, and one of them whole.

import { useEffect, useState } from 'react';
import type { PresetSummary, PresetsView, PresetView } from '../../shared/snapshot.ts';
import { send } from '../ui/bridge.ts';

/** Every preset, as main lists it; null until it has answered. */
export const usePresets = ({ revision }: PresetsView): readonly PresetSummary[] | null => {
  const [presets, setPresets] = useState<readonly PresetSummary[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says that the answer has changed.
  useEffect(() => {
    let isWanted = true;
    void send('presets', {}).then((answer) => {
      if (isWanted && answer.ok) setPresets(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return presets;
};

/** A whole preset; the one before it while it is on its way, and null when there is none. */
export const usePreset = (presetId: string | null, { revision }: PresetsView): PresetView | null => {
  const [preset, setPreset] = useState<PresetView | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says that the answer has changed.
  useEffect(() => {
    if (presetId === null) return setPreset(null);
    let isWanted = true;
    void send('preset', { presetId }).then((answer) => {
      if (isWanted) setPreset(answer.ok ? answer.value : null);
    });
    return () => {
      isWanted = false;
    };
  }, [presetId, revision]);
  return preset;
};
