// Which tracks nobody has measured yet, those first that presets play; and what the loudness meter found of them. It takes in
// nothing of a file that has changed since it was offered.

import type { KnownFile, KnownFiles, MeterOutcome } from './known-files.ts';
import type { Listing } from './listing.ts';
import type { Track } from './music-folder.ts';

export interface UnmeasuredParts {
  readonly known: Pick<KnownFiles, 'byId' | 'settle'>;
  readonly listing: Pick<Listing, 'revision' | 'tracksOf'>;
  /** Playlists in the order in which they are to be measured. */
  readonly playlists: () => readonly string[];
}

export interface Unmeasured {
  /** Asked for with every snapshot: looked up anew only once something has changed. */
  readonly waiting: () => readonly Pick<Track, 'id' | 'title'>[];
  readonly measured: (trackId: string, outcome: MeterOutcome) => void;
}

/** Offers nothing before waiting() is asked. */
export const openUnmeasured = ({ known, listing, playlists }: UnmeasuredParts): Unmeasured => {
  /** Files as they were when they were offered, by track id. */
  const offered = new Map<string, KnownFile>();
  let last: { readonly of: string; readonly tracks: ReturnType<Unmeasured['waiting']> } | null = null;

  const isUnmeasured = ({ id }: Track): boolean => known.byId(id)?.entry.measured === null;

  const offer = (id: string): void => {
    const file = known.byId(id);
    if (file !== null && !offered.has(id)) offered.set(id, file);
  };

  return {
    waiting: () => {
      const ids = playlists();
      const of = [listing.revision(), ...ids].join('\n');
      if (last?.of === of) return last.tracks;
      const tracks = ids.flatMap((id) => listing.tracksOf(id)).filter(isUnmeasured);
      const titles = new Map(tracks.map(({ id, title }) => [id, title]));
      for (const id of titles.keys()) offer(id);
      last = { of, tracks: [...titles].map(([id, title]) => ({ id, title })) };
      return last.tracks;
    },
    measured: (trackId, outcome) => {
      const file = known.byId(trackId);
      const before = offered.get(trackId);
      offered.delete(trackId);
      // A file that has changed since is offered anew, as it is now.
      last = null;
      if (file !== null && before?.entry === file.entry) known.settle(file, outcome);
    },
  };
};
