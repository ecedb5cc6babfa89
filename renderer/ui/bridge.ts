// The only way from a screen to main: what the preload puts on the window, typed by the contract. No screen
// may reach for `window.stillroom` but through here.

import type { CommandName } from '../../shared/ipc/channels.ts';
import type { Answer, Argument, CommandError } from '../../shared/ipc/contract.ts';
import type { PresetSummary, PresetView, Snapshot } from '../../shared/ipc/snapshot.ts';
import { fail } from '../../shared/result.ts';
import type { PagesOfSession } from '../../shared/session/patient-pages.ts';
import type { Fit } from '../../shared/sound/fit.ts';
import type { LibraryContent } from '../../shared/sound/music.ts';

/** What came of a list of tracks that was imported. */
export interface Imported {
  readonly playlistId: string;
  /** How many of its tracks are in the library, and how many are not. */
  readonly found: number;
  readonly missed: number;
}

interface Answers {
  readonly snapshot: Snapshot;
  readonly library: LibraryContent;
  readonly playlistTracks: readonly string[];
  readonly savePlaylist: string;
  readonly importPlaylist: Imported;
  readonly fit: Fit;
  readonly presets: readonly PresetSummary[];
  readonly preset: PresetView;
  readonly addPreset: string;
  readonly savePreset: string;
  readonly keepChanges: string;
  readonly pages: PagesOfSession | null;
}

/** What a command answers: some a value, all others only that they were done. */
export type AnswerTo<N extends CommandName> = Answer<N extends keyof Answers ? Answers[N] : null>;

/** What the preload exposes to the room window and the door window. */
export interface StillroomBridge {
  readonly send: <N extends CommandName>(name: N, argument: Argument<N>) => Promise<AnswerTo<N>>;
  /** Calls back on every new snapshot; answers a function that ends it. */
  readonly onSnapshot: (listener: (snapshot: Snapshot) => void) => () => void;
  /** Where a file that was dropped on the window lies; empty where it lies nowhere. */
  readonly pathOf: (file: File) => string;
}

const exposed = (): StillroomBridge => (window as unknown as { stillroom: StillroomBridge }).stillroom;

/** Sends a command. Whatever goes wrong on the way is the answer `failed`: it never throws. */
export const send = async <N extends CommandName>(name: N, argument: Argument<N>): Promise<AnswerTo<N>> => {
  try {
    return await exposed().send(name, argument);
  } catch {
    return fail<CommandError>('failed');
  }
};

/** Follows the snapshots until the function that it answers is called. */
export const followSnapshots = (listener: (snapshot: Snapshot) => void): (() => void) =>
  exposed().onSnapshot(listener);

/** Where files that were dropped on the window lie; those that lie nowhere, as a dragged picture, are left out. */
export const pathsOf = (files: readonly File[]): readonly string[] =>
  files.map((file) => exposed().pathOf(file)).filter((path) => path !== '');
