// The presets as the console needs them: the list of all, which one is chosen, that one whole, and what it plays.
// Main is asked again when it says that presets have changed; the last answers are kept, so that no screen begins with an
// empty list.

import { startTransition, useEffect, useReducer, useRef, useState } from 'react';
import { FIRST_PRESET_ID } from '../../../shared/ipc/channels.ts';
import type { PresetSummary, PresetsView, PresetView } from '../../../shared/ipc/snapshot.ts';
import { musicOf, type Preset } from '../../../shared/preset/preset.ts';
import type { Fit } from '../../../shared/sound/fit.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { send, sendInEffect } from '../../ui/bridge.ts';
import { follow, newestSnapshot } from '../../ui/snapshots.ts';

/** An answer, and the revision of the presets that it is not older than. */
interface Known<T> {
  readonly value: T;
  readonly revision: number;
}

let list: Known<readonly PresetSummary[]> | null = null;
let whole: Known<PresetView> | null = null;

/**
 * Asks for the list and its first preset before anything is drawn, so that the first picture is whole. Resolves once
 * there is a snapshot too.
 */
export const loadFirstPresets = async (): Promise<void> => {
  const asked = send('presets', {});
  const askedFirst = send('preset', { presetId: FIRST_PRESET_ID });
  await follow();
  const revision = newestSnapshot()?.presets.revision ?? 0;
  const [answer, first] = await Promise.all([asked, askedFirst]);
  if (answer.ok) list = { value: answer.value, revision };
  if (first.ok) whole = { value: first.value, revision };
};

/** Every preset, as main lists it; null until main has answered. */
export const usePresets = ({ revision }: PresetsView): readonly PresetSummary[] | null => {
  const [presets, setPresets] = useState(list?.value ?? null);
  useEffect(() => {
    if (list?.revision === revision) return setPresets(list.value);
    return sendInEffect('presets', {}, (answer) => {
      if (!answer.ok) return;
      list = { value: answer.value, revision };
      // Thousands of rows may change: typing goes first.
      startTransition(() => setPresets(answer.value));
    });
  }, [revision]);
  return presets;
};

/** A whole preset; the one before it while main has not answered, and null when there is none. */
const usePreset = (presetId: string | null, { revision }: PresetsView): PresetView | null => {
  const [preset, setPreset] = useState(whole?.value.id === presetId ? whole?.value : null);
  useEffect(() => {
    if (presetId === null) return setPreset(null);
    if (whole?.revision === revision && whole.value.id === presetId) return setPreset(whole.value);
    return sendInEffect('preset', { presetId }, (answer) => {
      whole = answer.ok ? { value: answer.value, revision } : null;
      setPreset(whole?.value ?? null);
    });
  }, [presetId, revision]);
  return preset ?? null;
};

/**
 * Which preset is chosen on the console: a choice on this screen, not part of the room's state. It survives a visit to
 * Set-up and is forgotten at Start, so that the next person's session begins with the first preset again.
 */
let chosenId: string | null = null;

/** Chooses a preset from another screen than the console; null forgets the choice. */
export const choosePreset = (id: string | null): void => {
  chosenId = id;
};

/** What somebody chose; null when nobody did. */
export const chosenPresetId = (): string | null => chosenId;

/** All presets, and the chosen one: the first while nobody chose one that is still there, null when there are none. */
export const useChosenPreset = (view: PresetsView) => {
  const presets = usePresets(view);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const chosen = (presets?.find(({ id }) => id === chosenId) ?? presets?.[0])?.id ?? null;
  const choose = (id: string): void => {
    chosenId = id;
    redraw();
  };
  return { presets, chosen, choose, preset: usePreset(chosen, view) };
};

/** How often main is asked at most while tracks are measured and the library changes all the time, in ms. */
const EVERY_MS = 1000;

/**
 * What will play when in the chosen preset, asked of main again when its music or the library has changed; null until
 * main has answered. Main is told which preset is chosen, and prepares its first track.
 */
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
