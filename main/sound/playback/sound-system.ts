// Begins anew what lies below the player when the computer's sound has stopped: Chromium's audio service never finds a
// sound server again that died under it. It makes no sound itself: the player comes back from the floor.

import type { OutputsView } from '../../../shared/sound/sound-view.ts';

/**
 * How long the audio service is left to itself before the first attempt, in real ms. One that died is back within 0.5 s;
 * where outputs are listed, the player moves there first and sees for a second whether its clock goes on.
 */
const FIRST_WAIT_MS = { nothingListed: 1000, listed: 4000 };

/** Each wait is twice as long as the one before, up to this: a sound server that comes back late is found then. */
const MOST_WAIT_MS = 8000;

/** After so many attempts a computer may have no sound at all: it is tried more seldom, in real ms. */
const PATIENT_AFTER = 10;
const PATIENT_WAIT_MS = 30_000;

/** What has been well for so long has nothing to do with what comes next, in real ms. */
const WELL_AGAIN_MS = 60_000;

/** Where outputs are listed and still nothing gets out after so many attempts, the player is made anew too. */
const ATTEMPTS_BEFORE_PLAYER = 1;

export interface SoundSystemParts {
  readonly endAudioService: () => void;
  readonly replacePlayer: () => void;
}

/** Watches what the player says of the outputs. */
export const watchSoundSystem = ({ endAudioService, replacePlayer }: SoundSystemParts) => {
  let seen: 'well' | 'nothingListed' | 'listed' = 'well';
  let attempts = 0;
  let wellSince = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const waitMs = (firstMs: number): number =>
    attempts < PATIENT_AFTER ? Math.min(MOST_WAIT_MS, firstMs * 2 ** attempts) : PATIENT_WAIT_MS;

  const tryLater = (firstMs: number): void => {
    timer = setTimeout(() => {
      attempts += 1;
      endAudioService();
      if (seen !== 'listed' || attempts <= ATTEMPTS_BEFORE_PLAYER) {
        tryLater(firstMs);
        return;
      }
      // The new player sees for itself. It says that all is well until it knows better.
      seen = 'well';
      wellSince = performance.now();
      replacePlayer();
    }, waitMs(firstMs));
    timer.unref();
  };

  return {
    hear: ({ present, isStopped }: Pick<OutputsView, 'present' | 'isStopped'>): void => {
      const before = seen;
      seen = present.length > 0 ? 'listed' : 'nothingListed';
      if (!isStopped) seen = 'well';
      if (seen === before) return;
      clearTimeout(timer);
      const at = performance.now();
      if (before === 'well' && at - wellSince >= WELL_AGAIN_MS) attempts = 0;
      if (seen === 'well') wellSince = at;
      else tryLater(FIRST_WAIT_MS[seen]);
    },
    close: (): void => clearTimeout(timer),
  };
};
