// What of a preset's music will play when, asked of main for the preset that is chosen, and again when its music or
// the library has changed. Main is told which preset that is, and makes its first track ready.

import { useEffect, useRef, useState } from 'react';
import { musicOf, type Preset } from '../../../shared/preset/preset.ts';
import type { Fit } from '../../../shared/sound/fit.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { send } from '../../ui/bridge.ts';

/** While tracks are measured the library changes all the time; it is asked for at most this often, in ms. */
const EVERY_MS = 1000;

interface Known {
  readonly presetId: string;
  readonly fit: Fit;
}

/** The forecast for a preset; null until main has answered. */
export const useFit = (preset: Preset | null, { library, playlists }: SoundView): Fit | null => {
  const [known, setKnown] = useState<Known | null>(null);
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
    const isNew = asked.current.what !== music;
    const timer = setTimeout(
      () => void ask(),
      isNew ? 0 : Math.max(0, asked.current.at + EVERY_MS - performance.now()),
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [presetId, music, library.revision, lengths]);
  return known !== null && known.presetId === presetId ? known.fit : null;
};
