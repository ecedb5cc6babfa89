// The patient's steps: a ladder of brightness and 3 dB steps of sound, relative to the score and within the agreed
// limits. Every press makes a difference that can be noticed, unless it is at the limit.

/** The rungs of brightness, in %. */
export const LIGHT_LADDER: readonly number[] = [0, 1, 2, 3, 5, 8, 12, 18, 25, 35, 50, 70, 100];

/** One step of sound, in dB. */
export const SOUND_STEP_DB = 3;

/** The least and the most that was agreed, in the unit of what is limited. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Keeps a value within a range. */
export const within = (value: number, range: Range): number =>
  Math.min(range.most, Math.max(range.least, value));

/** The index of the stop nearest to a value. */
export const nearestPlace = (stops: readonly number[], value: number): number => {
  const away = stops.map((stop) => Math.abs(stop - value));
  return away.indexOf(Math.min(...away));
};

/** The place of a brightness on the ladder: whole numbers are rungs, fractions lie between two. */
export const rungOf = (brightnessPct: number): number => {
  const above = LIGHT_LADDER.findIndex((rung) => rung >= brightnessPct);
  if (above === -1) return LIGHT_LADDER.length - 1;
  if (above === 0) return 0;
  const low = LIGHT_LADDER[above - 1] ?? 0;
  const high = LIGHT_LADDER[above] ?? 100;
  return above - 1 + (brightnessPct - low) / (high - low);
};

/** The brightness at a place on the ladder; places beyond its ends are its ends. */
export const brightnessAt = (rung: number): number => {
  const place = within(rung, { least: 0, most: LIGHT_LADDER.length - 1 });
  const below = Math.floor(place);
  const low = LIGHT_LADDER[below] ?? 0;
  const high = LIGHT_LADDER[below + 1] ?? low;
  return low + (high - low) * (place - below);
};

/** A brightness moved by whole steps on the ladder, within the limits. */
export const nudgedLight = (brightnessPct: number, steps: number, limits: Range): number =>
  within(steps === 0 ? brightnessPct : brightnessAt(rungOf(brightnessPct) + steps), limits);

/** The brightness that these steps lead from: a nudged look's without its nudge. */
export const unnudgedLight = (brightnessPct: number, steps: number): number =>
  steps === 0 ? brightnessPct : brightnessAt(rungOf(brightnessPct) - steps);

/** A level moved by 3 dB steps, within the limits. */
export const nudgedSound = (levelDb: number, steps: number, limits: Range): number =>
  within(levelDb + steps * SOUND_STEP_DB, limits);

/** More steps than any ladder is long: past it a press can make no difference. */
const MOST_STEPS = 40;

/**
 * The offset after one press in a direction. It skips steps that the limits swallow, so that a press is noticed at once
 * even where the score has moved since. At the limit the offset stays as it is.
 *
 * @param place what the value is with a given offset, limits included
 */
export const pressed = (offset: number, direction: 1 | -1, place: (offset: number) => number): number => {
  const present = place(offset);
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    const candidate = offset + direction * steps;
    if ((place(candidate) - present) * direction > 1e-6) return candidate;
  }
  return offset;
};
