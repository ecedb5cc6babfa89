// Which track comes next, given what the patient asked away from, what cannot be read, and what suits the part of
// the arc. Pure. It never goes back to what was just refused while there is anything else.

import type { Character, Marks } from '../../../shared/sound/music.ts';

/** The part of a track that a choice needs. */
export interface Candidate {
  readonly id: string;
  readonly marks: Pick<Marks, 'suits'>;
}

/** What to choose from. */
export interface Choice {
  /** The playlist, in playing order; a track may come twice. */
  readonly tracks: readonly Candidate[];
  /** The place (0-based) of the track to go on from, where it comes twice; otherwise it is the first one. */
  readonly at?: number | undefined;
  /** The tracks of the patient's other playlists, for Different. */
  readonly others: readonly Candidate[];
  /** The part of the arc that is wanted now. */
  readonly part: Character;
  /** Ids of what the patient asked away from, the latest last. */
  readonly refused: readonly string[];
  readonly unreadable: ReadonlySet<string>;
}

/** The tracks that can be played. */
export const playable = (
  tracks: readonly Candidate[],
  unreadable: Choice['unreadable'],
): readonly Candidate[] => (unreadable.size === 0 ? tracks : tracks.filter(({ id }) => !unreadable.has(id)));

/**
 * The tracks that count as refused now. Once every playable track was refused, the count starts again with the latest
 * one: the patient gets another round, and never the same track at once.
 */
const refusedNow = ({ tracks, others, refused, unreadable }: Choice): ReadonlySet<string> => {
  const own = playable(tracks, unreadable);
  // With fewer refusals than tracks, not all can be refused; a long playlist need not be counted.
  if (refused.length < own.length) return new Set(refused);
  const all = new Set([...own, ...playable(others, unreadable)].map(({ id }) => id));
  let counted = new Set<string>();
  for (const track of refused) {
    if (all.has(track)) counted.add(track);
    if (all.size > 0 && counted.size === all.size) counted = new Set([track]);
  }
  return counted;
};

/** A playlist from the track behind `after` once round to `after` itself. */
const roundFrom = ({ tracks, at = -1 }: Choice, after: string | null): readonly Candidate[] => {
  const from = tracks[at]?.id === after ? at : tracks.findIndex(({ id }) => id === after);
  return [...tracks.slice(from + 1), ...tracks.slice(0, from + 1)];
};

/** The place of a track in a playlist: the next after a place, once round; -1 when it is not in it. */
export const placeAfter = (tracks: readonly Candidate[], trackId: string | null, at: number): number => {
  const next = tracks.findIndex(({ id }, place) => id === trackId && place > at);
  return next === -1 ? tracks.findIndex(({ id }) => id === trackId) : next;
};

/** Where the playlist goes on: behind `after`, or behind its latest refused track if `after` is of another playlist. */
const goesOnAfter = ({ tracks, refused }: Choice, after: string | null): string | null => {
  const isOf = (id: string): boolean => tracks.some((track) => track.id === id);
  return after === null || isOf(after) ? after : (refused.findLast(isOf) ?? null);
};

/** The playlist as it goes on, with (`round`) and without (`own`) what was refused; and the other playlists. */
const roundOf = (choice: Choice, after: string | null) => {
  const refused = refusedNow(choice);
  const isLeft = ({ id }: Candidate): boolean => !refused.has(id);
  const round = playable(roundFrom(choice, goesOnAfter(choice, after)), choice.unreadable);
  const others = playable(choice.others, choice.unreadable).filter(isLeft);
  return { round, own: round.filter(isLeft), others };
};

const suiting =
  (part: Character) =>
  ({ marks: { suits } }: Candidate): boolean =>
    suits === null || suits === part;

/**
 * The track that follows `after` (null: the first), round and round, so that the music never runs out: the next
 * other one that suits the part of the arc, or simply the next. A playlist with one playable track repeats it, even
 * if it was refused: for silence there is Silence. null when nothing of the playlist can be played.
 */
export const following = (choice: Choice, after: string | null): string | null => {
  const { own, others, round } = roundOf(choice, after);
  const suits = suiting(choice.part);
  if (round.length === 0) return null;
  const last = round.at(-1);
  const present = last?.id === after ? last : null;
  const next = own.find((track) => track !== present && suits(track)) ?? own[0];
  return (next ?? others.find(suits) ?? others[0] ?? round[0])?.id ?? null;
};

/** The track after `from` was refused: one of its character, here or in the other playlists; then any other. */
const different = (choice: Choice, from: string): string | null => {
  const refused = [...choice.tracks, ...choice.others].find(({ id }) => id === from);
  const character = refused?.marks.suits ?? null;
  const isAlike =
    character === null ? suiting(choice.part) : ({ marks }: Candidate) => marks.suits === character;
  const { own, others, round } = roundOf(choice, from);
  return (own.find(isAlike) ?? others.find(isAlike) ?? own[0] ?? others[0] ?? round[0])?.id ?? null;
};

/** The track that should play: the present one, unless it has to give way. */
export const trackToPlay = (choice: Choice, present: string | null): string | null => {
  if (present === null) return following(choice, null);
  const isIn = [...choice.tracks, ...choice.others].some(({ id }) => id === present);
  if (!isIn || choice.unreadable.has(present)) return following(choice, present);
  return refusedNow(choice).has(present) ? different(choice, present) : present;
};
