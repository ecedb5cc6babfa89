// What will play when in the chosen preset, asked of main, and again when its music or the library has changed. Main is
// told which preset is chosen, and prepares its first track.

import { useEffect, useRef, useState } from 'react';
import { musicOf, type Preset } from '../../../shared/preset/preset.ts';
import type { Fit } from '../../../shared/sound/fit.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { send } from '../../ui/bridge.ts';

/** How often main is asked at most while tracks are measured and the library changes all the time, in ms. */
const EVERY_MS = 1000;

/** How the preset's music fits; null until main has answered. */
export const useFit = (preset: Preset | null, { library, playlists }: SoundView): Fit | null => {
  const [known, setKnown] = useState<{ presetId: string; fit: Fit } | null>(null);
  const asked = useRef({ what: '', at: Number.NEGATIVE_INFINITY });
  const presetId = preset?.id ?? null;
  const music = preset === null ? '' : JSON.stringify([preset.id, musicOf(preset)]);
  useEffect(() => {
    if (music !== '' && presetId !== null) void send('prepare', { presetId });
  }, [presetId, music]);
  const lengths = playlists.map(({ id, trackCount, lengthMs }) => `${id} ${trackCount} ${lengthMs}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a forecast is made of tells when to ask again.
  useEffect(() => {
    if (presetId === null) return;
    let isWanted = true;
    const ask = async (): Promise<void> => {
      asked.current = { what: music, at: performance.now() };
      const answer = await send('fit', { presetId });
      if (isWanted && answer.ok) setKnown({ presetId, fit: answer.value });
    };
    const waitMs = asked.current.at + EVERY_MS - performance.now();
    const timer = setTimeout(() => void ask(), asked.current.what === music ? Math.max(0, waitMs) : 0);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [presetId, music, library.revision, lengths]);
  return known !== null && known.presetId === presetId ? known.fit : null;
};
