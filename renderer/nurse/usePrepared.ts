// Tells main which preset the console shows, so that its first track is ready when Start is pressed.

import { useEffect } from 'react';
import { musicOf, type Preset } from '../../shared/preset.ts';
import { send } from '../ui/bridge.ts';

/** Makes the chosen preset's music ready, and again when it has changed. A refusal only costs a moment at Start. */
export const usePrepared = (preset: Preset | null): void => {
  const presetId = preset?.id ?? null;
  const music = preset === null ? '' : JSON.stringify(musicOf(preset));
  // biome-ignore lint/correctness/useExhaustiveDependencies: other music has to be made ready anew.
  useEffect(() => {
    if (presetId !== null) void send('prepare', { presetId });
  }, [presetId, music]);
};
