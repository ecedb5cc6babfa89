// Works out which of a preset's music plays when in a session that nobody touches, with the same choices as the play
// queue. Pure; it gets the tracks of a playlist from its caller.

import { minutesAfterDose, type PhaseName, type Preset, playlistIn } from '../../../shared/preset/preset.ts';
import { cadenceSlackMs } from '../../../shared/score/sound-score.ts';
import { FIT_SLACK_MS, type Fit, type FitEntry } from '../../../shared/sound/fit.ts';
import { CHARACTER_OF_PHASE } from '../../../shared/sound/music.ts';
import { CROSSFADE_MS } from '../../../shared/sound/player-orders.ts';
import type { Track } from '../library/listing.ts';
import { following, placeAfter } from './next-track.ts';

/** The assumed length of a track whose length is unknown, in ms. */
const USUAL_TRACK_MS = 4 * 60_000;

/** The longest list of entries that anybody reads. */
const MOST_ENTRIES = 400;

/** How far to search for a repeat, in ms. */
const LONGEST_MS = 24 * 3_600_000;

const MINUTE_MS = 60_000;

interface Stretch {
  readonly phase: PhaseName;
  readonly playlistId: string | null;
  readonly beginsAt: number;
  readonly endsAt: number;
}

/** The phases one after another; the last one lasts at least until the end of what is needed. */
const stretchesOf = ({ phases, ...music }: Preset, neededMs: number): readonly Stretch[] => {
  let at = 0;
  return phases.map(({ name, lengthMin }, i) => {
    const beginsAt = at;
    at += lengthMin * MINUTE_MS;
    if (i === phases.length - 1) at = Math.max(neededMs, at);
    return { phase: name, playlistId: playlistIn(music, name), beginsAt, endsAt: at };
  });
};

/** How long a session with this preset usually lasts in ms: settle, and then the phases or until the assess mark. */
const sessionMs = (preset: Preset): number =>
  ((preset.phases[0]?.lengthMin ?? 0) + Math.max(minutesAfterDose(preset), preset.assessMin)) * MINUTE_MS;

const lengthOf = ({ durationS }: Track): number =>
  durationS === null ? USUAL_TRACK_MS : Math.max(1000, durationS * 1000);

/** From the start of a track to that of the next; two tracks share a cross-fade (crossfade.ts). */
const untilNextMs = (track: Track, joins: Preset['joins']): number => {
  const ms = lengthOf(track);
  return joins === 'gapless' ? ms : ms - Math.min(CROSSFADE_MS, ms / 2);
};

/** Whether the track that ends at an instant may finish, late in `next`: the last one of a Return may. */
const mayFinish = (endsAt: number, before: Stretch | undefined, next: Stretch): boolean =>
  before?.phase === 'return' &&
  endsAt > before.endsAt &&
  endsAt <= before.endsAt + cadenceSlackMs(next.endsAt - next.beginsAt);

/** A preset's music as it will play. `tracksOf` returns none for a playlist that is missing. */
export const fitOf = (preset: Preset, tracksOf: (playlistId: string) => readonly Track[]): Fit => {
  const neededMs = sessionMs(preset) + FIT_SLACK_MS;
  const stretches = stretchesOf(preset, neededMs);
  const entries: FitEntry[] = [];
  const heard = new Map<string, Track>();
  /** The last track of each playlist and its place: the playlist goes on from there when it comes back. */
  const leftAt = new Map<string | null, { readonly id: string; readonly at: number }>();
  let repeatsFromMs: number | null = null;
  let coveredMs = 0;
  /** When the next track begins. */
  let at = 0;
  for (const [i, stretch] of stretches.entries()) {
    const { phase, playlistId, beginsAt } = stretch;
    const before = stretches[i - 1];
    // A playlist goes on from phase to phase; another one begins with its phase, or after the last track of a Return.
    if (before?.playlistId !== playlistId && !mayFinish(at, before, stretch)) at = beginsAt;
    const tracks = playlistId === null ? [] : tracksOf(playlistId);
    const until = i === stretches.length - 1 ? LONGEST_MS : stretch.endsAt;
    while (at < until && entries.length < MOST_ENTRIES) {
      const part = CHARACTER_OF_PHASE[phase];
      const { id: after, at: from } = leftAt.get(playlistId) ?? { id: null, at: -1 };
      const choice = { tracks, at: from, others: [], part, refused: [], unreadable: new Set<string>() };
      const place = placeAfter(tracks, following(choice, after), from);
      const track = tracks[place];
      if (track === undefined) break;
      const isRepeat = heard.has(track.id);
      if (isRepeat) repeatsFromMs ??= at;
      if (at >= neededMs && isRepeat) break;
      const { id: trackId, title, marks } = track;
      const entry = { trackId, title, phase, atMs: at, lengthMs: lengthOf(track), isRepeat, ...marks };
      if (at < neededMs) entries.push(entry);
      heard.set(trackId, track);
      leftAt.set(playlistId, { id: trackId, at: place });
      at += untilNextMs(track, preset.joins);
      if (repeatsFromMs === null) coveredMs = at;
    }
  }

  const missing = stretches
    .filter(({ playlistId }) => playlistId !== null && tracksOf(playlistId).length === 0)
    .map(({ phase }) => phase);
  const played = [...heard.values()];
  const isCovered = repeatsFromMs === null || repeatsFromMs >= neededMs;
  return {
    neededMs,
    coveredMs: repeatsFromMs ?? coveredMs,
    covers: missing.length === 0 && isCovered,
    repeatsFromMs: isCovered ? null : repeatsFromMs,
    unknownLengths: played.filter(({ durationS }) => durationS === null).length,
    unmeasured: played.filter(({ lufs }) => lufs === null).length,
    missing,
    entries,
  };
};
