// Sends edited presets to main: one message at a time, always the newest state of each preset. A drag makes a hundred
// presets a second, and main need not list each of them.

import type { CommandError } from '../../../shared/ipc/contract.ts';
import type { Preset } from '../../../shared/preset/preset.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { send } from '../../ui/bridge.ts';
import type { UndoHistory } from '../../ui/history.ts';
import { offerLabel } from '../../words/labels.ts';
import { choosePreset } from '../presets/usePresets.ts';
import { duplicateOf } from './preset-editing.ts';

/** A preset that is being edited, with its undo history. */
export type PresetDraft = UndoHistory<Preset>;

/** The shortest time between two messages while somebody drags, in ms. */
const APART_MS = 250;

const waiting = new Map<string, Preset>();
let sending: Promise<void> | null = null;
let wake: (() => void) | null = null;

const pause = (): Promise<void> =>
  new Promise((done) => {
    wake = done;
    setTimeout(done, APART_MS);
  });

const sendAll = async (refused: (error: CommandError) => void): Promise<void> => {
  for (;;) {
    const [first] = waiting;
    if (first === undefined) return;
    const [id, preset] = first;
    waiting.delete(id);
    const answer = await send('savePreset', { preset });
    if (!answer.ok) refused(answer.error);
    if (waiting.size > 0) await pause();
  }
};

/** Has main keep a preset: at once, or with the next message while one is on its way. */
export const keepPreset = (preset: Preset, refused: (error: CommandError) => void): void => {
  waiting.set(preset.id, preset);
  sending ??= sendAll(refused).finally(() => {
    sending = null;
  });
};

/** Resolves when main has everything so far; it does not wait for the pause between messages. */
export const allKept = async (): Promise<void> => {
  while (sending !== null) {
    wake?.();
    await sending;
  }
};

/** Makes a preset of another one under a fresh label, has main keep it, and chooses it. Answers its id. */
export const makePresetOf = async (preset: Preset): Promise<Result<string, CommandError>> => {
  await allKept();
  const listed = await send('presets', {});
  const present = listed.ok ? listed.value : [];
  const label = offerLabel(new Set(present.map((one) => one.label)));
  const made = duplicateOf(preset, label, new Set(present.map(({ id }) => id)));
  const kept = await send('savePreset', { preset: made });
  if (!kept.ok) return fail(kept.error);
  choosePreset(kept.value);
  return ok(kept.value);
};
