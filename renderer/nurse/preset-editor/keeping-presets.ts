// The way of an edited preset to main: one message at a time, the newest wish of each preset first of all. A drag makes
// a hundred presets within a second, and main need not list every one of them anew.

import type { CommandError } from '../../../shared/ipc/contract.ts';
import type { Preset } from '../../../shared/preset/preset.ts';
import { send } from '../../ui/bridge.ts';

/** At least so long between two messages while somebody drags, in ms. */
const APART_MS = 250;

const waiting = new Map<string, Preset>();
let going: Promise<void> | null = null;
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

/** Has main keep it: at once, or with the next message when one is on its way. */
export const keepPreset = (preset: Preset, refused: (error: CommandError) => void): void => {
  waiting.set(preset.id, preset);
  going ??= sendAll(refused).finally(() => {
    going = null;
  });
};

/** Done when main has all that was wished so far; it does not wait for the next message's time. */
export const allKept = async (): Promise<void> => {
  while (going !== null) {
    wake?.();
    await going;
  }
};
