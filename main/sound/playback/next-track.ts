// Whose turn it is: which track comes next, given what the patient asked away from, what turned out unreadable,
// and what suits the part of the arc. Pure; it never comes back to what was just refused while there is anything else.

import type { Character, Marks } from '../../../shared/sound/music.ts';

/** As much of a track as a choice needs. */
export interface Candidate {
  readonly id: string;
  readonly marks: Pick<Marks, 'suits'>;
}

/** What the choice is made from. */
export interface Choice {
  /** The playlist, in playing order. */
  readonly tracks: readonly Candidate[];
  /** The tracks of the patient's other playlists, for Different. */
  readonly others: readonly Candidate[];
  /** The part of the arc that is wanted now. */
  readonly part: Character;
  /** Ids of what the patient asked away from, the latest last. */
  readonly refused: readonly string[];
  readonly unreadable: ReadonlySet<string>;
}

/** The tracks of the playlist that can be played. */
export const playable = ({
  tracks,
  unreadable,
}: Pick<Choice, 'tracks' | 'unreadable'>): readonly Candidate[] =>
  unreadable.size === 0 ? tracks : tracks.filter(({ id }) => !unreadable.has(id));

/**
 * What counts as refused now. Once everything that can be played has been, the count begins anew with the one that
 * was refused last: a patient who has been through everything gets another round, and never the same one at once.
 */
const refusedNow = (choice: Choice): ReadonlySet<string> => {
  const own = playable(choice);
  // Fewer than the playlist has alone: not everything can have been refused, and a long one need not be counted.
  if (choice.refused.length < own.length) return new Set(choice.refused);
  const all = new Set([...own, ...playable({ ...choice, tracks: choice.others })].map(({ id }) => id));
  let counted = new Set<string>();
  for (const track of choice.refused) {
    if (all.has(track)) counted.add(track);
    if (all.size > 0 && counted.size === all.size) counted = new Set([track]);
  }
  return counted;
};

/** The tracks of a playlist from the one behind `after` once round to `after` itself. */
const roundFrom = (tracks: readonly Candidate[], after: string | null): readonly Candidate[] => {
  const at = after === null ? -1 : tracks.findIndex(({ id }) => id === after);
  return [...tracks.slice(at + 1), ...tracks.slice(0, at + 1)];
};

/** Where a playlist goes on: behind `after`, or behind what of it was refused last when `after` is no part of it. */
const goesOnAfter = ({ tracks, refused }: Choice, after: string | null): string | null => {
  const isOf = (id: string): boolean => tracks.some((track) => track.id === id);
  if (after === null || isOf(after)) return after;
  return refused.findLast(isOf) ?? null;
};

const suiting =
  (part: Character) =>
  ({ marks: { suits } }: Candidate): boolean =>
    suits === null || suits === part;

const first = (wishes: readonly (() => Candidate | undefined)[]): string | null => {
  for (const wish of wishes) {
    const found = wish();
    if (found !== undefined) return found.id;
  }
  return null;
};

interface Ways {
  /** The playlist in the order in which it goes on, and the others; both without what was refused. */
  readonly own: readonly Candidate[];
  readonly others: readonly Candidate[];
  /** The playlist with what was refused. */
  readonly round: readonly Candidate[];
}

const waysFrom = (choice: Choice, after: string | null): Ways => {
  const refused = refusedNow(choice);
  const isLeft = ({ id }: Candidate): boolean => !refused.has(id);
  const round = roundFrom(playable(choice), goesOnAfter(choice, after));
  const others = playable({ ...choice, tracks: choice.others }).filter(isLeft);
  return { own: round.filter(isLeft), others, round };
};

/**
 * The track that follows `after` (null: the first) by itself, round and round, so that the music never runs out:
 * the next other one that suits the part of the arc, or the next one where none does. What is marked for another
 * part waits for it. A playlist with one playable track follows itself, even if it was refused: there is silence for
 * that. null when nothing of the playlist can be played.
 */
export const following = (choice: Choice, after: string | null): string | null => {
  const { own, others, round } = waysFrom(choice, after);
  const suits = suiting(choice.part);
  if (round.length === 0) return null;
  return first([
    () => own.find((track) => track.id !== after && suits(track)),
    () => own[0],
    () => others.find(suits),
    () => others[0],
    () => round[0],
  ]);
};

/**
 * The track to go to when `from` was refused: another of its character, here and then in the patient's other
 * playlists; then any other. null when nothing can be played.
 */
export const different = (choice: Choice, from: string): string | null => {
  const refused = [...choice.tracks, ...choice.others].find(({ id }) => id === from);
  const character = refused?.marks.suits ?? null;
  const isAlike =
    character === null ? suiting(choice.part) : ({ marks }: Candidate) => marks.suits === character;
  const { own, others, round } = waysFrom(choice, from);
  return first([
    () => own.find(isAlike),
    () => others.find(isAlike),
    () => own[0],
    () => others[0],
    () => round[0],
  ]);
};

/** The track that should be heard, given the one that is in place: that one, unless it has to give way. */
export const turnOf = (choice: Choice, present: string | null): string | null => {
  if (present === null) return following(choice, null);
  const isIn = [...choice.tracks, ...choice.others].some(({ id }) => id === present);
  if (!isIn || choice.unreadable.has(present)) return following(choice, present);
  return refusedNow(choice).has(present) ? different(choice, present) : present;
};
