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
  let timer: NodeJS.Timeout | undefined;

  const tryLater = (firstMs: number): void => {
    timer = setTimeout(
      () => {
        attempts += 1;
        tryLater(firstMs);
        endAudioService();
        if (seen === 'listed' && attempts > ATTEMPTS_BEFORE_PLAYER) replacePlayer();
      },
      Math.min(MOST_WAIT_MS, firstMs * 2 ** attempts),
    );
    timer.unref();
  };

  return {
    hear: ({ present, isStopped }: Pick<OutputsView, 'present' | 'isStopped'>): void => {
      const before = seen;
      seen = present.length > 0 ? 'listed' : 'nothingListed';
      if (!isStopped) seen = 'well';
      if (seen === before) return;
      clearTimeout(timer);
      if (seen === 'well') attempts = 0;
      else tryLater(FIRST_WAIT_MS[seen]);
    },
    close: (): void => clearTimeout(timer),
  };
};
