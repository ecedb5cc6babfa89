// Whose turn it is: which track of a playlist comes next, given what the patient asked away from and what turned
// out unreadable. Pure; it never comes back to what was just refused while there is anything else.

/** What the choice is made from. Track ids throughout. */
export interface Choice {
  /** The playlist, in playing order. */
  readonly tracks: readonly string[];
  /** What the patient asked away from, the latest last. */
  readonly refused: readonly string[];
  readonly unreadable: ReadonlySet<string>;
}

/** The tracks that can be played. */
export const playable = ({ tracks, unreadable }: Choice): readonly string[] =>
  tracks.filter((track) => !unreadable.has(track));

/**
 * What counts as refused now. Once every playable track has been, the count begins anew with the one that was
 * refused last: a patient who has been through everything gets another round, and never the same one at once.
 */
const refusedNow = (choice: Choice): ReadonlySet<string> => {
  const all = playable(choice);
  let counted = new Set<string>();
  for (const track of choice.refused) {
    counted.add(track);
    if (all.length > 0 && all.every((each) => counted.has(each))) counted = new Set([track]);
  }
  return counted;
};

/** The tracks of a playlist from the one behind `after` once round to `after` itself. */
const roundFrom = (tracks: readonly string[], after: string | null): readonly string[] => {
  const at = after === null ? -1 : tracks.indexOf(after);
  return [...tracks.slice(at + 1), ...tracks.slice(0, at + 1)];
};

/**
 * The track that follows `after` (null: the first), round and round, so that the music never runs out. A
 * playlist with one playable track follows itself, even if it was refused: there is silence for that. null when
 * nothing can be played.
 */
export const following = (choice: Choice, after: string | null): string | null => {
  const can = new Set(playable(choice));
  const refused = refusedNow(choice);
  const round = roundFrom(choice.tracks, after).filter((track) => can.has(track));
  return round.find((track) => !refused.has(track)) ?? round[0] ?? null;
};

/** The track that should be heard, given the one that is in place: that one, unless it has to give way. */
export const turnOf = (choice: Choice, present: string | null): string | null => {
  const mayStay = present !== null && playable(choice).includes(present) && !refusedNow(choice).has(present);
  return mayStay ? present : following(choice, present);
};
