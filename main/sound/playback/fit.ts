// Works out which of a preset's music plays when in a session that nobody touches, with the same choices as the play
// queue. Pure; it gets the tracks of a playlist from its caller.

import { minutesAfterDose, type PhaseName, type Preset, playlistIn } from '../../../shared/preset/preset.ts';
import { cadenceSlackMs } from '../../../shared/score/sound-score.ts';
import { FIT_SLACK_MS, type Fit, type FitEntry } from '../../../shared/sound/fit.ts';
import { CHARACTER_OF_PHASE } from '../../../shared/sound/music.ts';
import { CROSSFADE_MS } from '../../../shared/sound/player-orders.ts';
import type { Track } from '../library/listing.ts';
import { following } from './next-track.ts';

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

/** Phases with the same playlist are one stretch of music, which goes on from phase to phase. */
const musicStretches = (stretches: readonly Stretch[]): readonly (readonly Stretch[])[] => {
  const begins = stretches.flatMap((stretch, i) =>
    i > 0 && stretches[i - 1]?.playlistId === stretch.playlistId ? [] : [i],
  );
  return begins.map((from, i) => stretches.slice(from, begins[i + 1]));
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

/** A preset's music as it will play. `tracksOf` returns none for a playlist that is missing. */
export const fitOf = (preset: Preset, tracksOf: (playlistId: string) => readonly Track[]): Fit => {
  const neededMs = sessionMs(preset) + FIT_SLACK_MS;
  const stretches = stretchesOf(preset, neededMs);
  const entries: FitEntry[] = [];
  const heard = new Map<string, Track>();
  /** The last track of each playlist: the playlist goes on from there when it comes back. */
  const leftAt = new Map<string, string>();
  let repeatsFromMs: number | null = null;
  let coveredMs = 0;
  /** The last track of a Return may run until then. */
  let busyUntil = 0;

  const playStretch = (group: readonly Stretch[], isLast: boolean): void => {
    const [begin] = group;
    const end = group.at(-1);
    if (begin === undefined || end === undefined || begin.playlistId === null) return;
    const tracks = tracksOf(begin.playlistId);
    let at = Math.max(begin.beginsAt, busyUntil);
    const limit = isLast ? LONGEST_MS : end.endsAt;
    while (at < limit && entries.length < MOST_ENTRIES) {
      const { phase } = group.findLast((stretch) => stretch.beginsAt <= at) ?? end;
      const part = CHARACTER_OF_PHASE[phase];
      const after = leftAt.get(begin.playlistId) ?? null;
      const id = following({ tracks, others: [], part, refused: [], unreadable: new Set() }, after);
      const track = tracks.find((one) => one.id === id);
      if (track === undefined) return;
      const isRepeat = heard.has(track.id);
      if (isRepeat) repeatsFromMs ??= at;
      if (at >= neededMs && isRepeat) return;
      const entry = {
        trackId: track.id,
        title: track.title,
        phase,
        atMs: at,
        lengthMs: lengthOf(track),
        isRepeat,
      };
      if (at < neededMs) entries.push({ ...entry, ...track.marks });
      heard.set(track.id, track);
      leftAt.set(begin.playlistId, track.id);
      at += untilNextMs(track, preset.joins);
      if (repeatsFromMs === null) coveredMs = at;
    }
    const after = stretches[stretches.indexOf(end) + 1];
    if (end.phase !== 'return' || after === undefined) return;
    const slackMs = cadenceSlackMs(after.endsAt - after.beginsAt);
    busyUntil = at > end.endsAt && at <= end.endsAt + slackMs ? at : 0;
  };

  const groups = musicStretches(stretches);
  for (const [i, group] of groups.entries()) playStretch(group, i === groups.length - 1);
  const missing = stretches
    .filter(({ playlistId }) => playlistId !== null && tracksOf(playlistId).length === 0)
    .map(({ phase }) => phase);
  const played = [...heard.values()];
  const firstRepeat: number | null = repeatsFromMs;
  const isCovered = firstRepeat === null || firstRepeat >= neededMs;
  return {
    neededMs,
    coveredMs: firstRepeat ?? coveredMs,
    covers: missing.length === 0 && isCovered,
    repeatsFromMs: isCovered ? null : firstRepeat,
    unknownLengths: played.filter(({ durationS }) => durationS === null).length,
    unmeasured: played.filter(({ lufs }) => lufs === null).length,
    missing,
    entries,
  };
};
