// The player's window alone beside a private sound server, with music of its own. Everything is gone afterwards.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Listening, startListening } from '../e2e/listening.ts';
import { type PlayerAlone, startPlayerAlone } from '../e2e/player-alone.ts';

interface Place {
  readonly media: string;
  readonly listening: Listening;
  readonly player: PlayerAlone;
}

/** Makes music in a fresh folder, opens the player and its loudspeakers, acts, and closes everything. */
export const inPlace = async (
  make: (media: string) => void,
  act: (place: Place) => Promise<void>,
  sinks: readonly string[] = ['room'],
): Promise<void> => {
  const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  make(media);
  const listening = await startListening(sinks);
  const player = await startPlayerAlone(media, listening.env);
  try {
    await act({ media, listening, player });
  } finally {
    await player.close();
    await listening.close();
    await rm(media, { recursive: true, force: true });
  }
};
