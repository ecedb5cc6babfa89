// The presets as the console needs them: the list of all, which one is chosen, and that one whole. Main is asked again
// when it says that presets have changed; the last answers are kept, so that no screen begins with an empty list.

import { startTransition, useEffect, useReducer, useState } from 'react';
import { FIRST_PRESET_ID } from '../../../shared/ipc/channels.ts';
import type { PresetSummary, PresetsView, PresetView } from '../../../shared/ipc/snapshot.ts';
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
