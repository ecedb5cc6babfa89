// Which sound output is to be used: the one that was chosen, or else the one where the system played at first; and
// never another one because that is gone. Pure.

import type { OutputDevice } from '../../shared/sound/player-orders.ts';

/** What is there now. */
export interface Seen {
  /** Real outputs, not the system's names for a choice among them. */
  readonly present: readonly OutputDevice[];
  /** The output behind the system's choice; null where the system does not say. */
  readonly system: OutputDevice | null;
}

/** Where the sound is. */
export interface InUse {
  /** null: wherever the system plays, since it does not say where that is. */
  readonly output: OutputDevice | null;
  /** What was there when that was settled: of an output that is not known, any that goes may have been it. */
  readonly among: readonly OutputDevice[];
}

/** What enumerateDevices says of an output. */
export type Told = Pick<MediaDeviceInfo, 'deviceId' | 'groupId' | 'label'>;

/** Names for a choice of the system's, under which Chromium lists an output once more. */
const CHOICES = ['default', 'communications'];

const withoutChoice = (label: string): string => label.replace(/^[^-]+ - /, '');

/** Reads what the page is told of its outputs. */
export const seenOf = (told: readonly Told[]): Seen => {
  const real = told.filter(({ deviceId }) => !CHOICES.includes(deviceId));
  const present = real.map(({ deviceId, label }) => ({ id: deviceId, name: label }));
  const choice = told.find(({ deviceId }) => deviceId === 'default');
  const behind =
    real.length === 1
      ? real[0]
      : real.find(
          ({ groupId, label }) =>
            groupId === choice?.groupId || (label !== '' && label === withoutChoice(choice?.label ?? '')),
        );
  return { present, system: behind === undefined ? null : { id: behind.deviceId, name: behind.label } };
};

/** The same output among those that are there: by its id, or by its name where ids have changed. */
const found = (output: OutputDevice, present: readonly OutputDevice[]): OutputDevice | null =>
  present.find(({ id }) => id === output.id) ??
  present.find(({ name }) => name !== '' && name === output.name) ??
  null;

/** Where the sound should be: in a place, or nowhere. */
export type Place =
  | { readonly isLost: false; readonly output: OutputDevice | null }
  | { readonly isLost: true };

const at = (output: OutputDevice | null): Place => ({ isLost: false, output });
const LOST: Place = { isLost: true };

/** The place for a wish (null: where the system plays, and then there). `inUse` null: the sound was nowhere yet. */
export const placeFor = (wanted: OutputDevice | null, inUse: InUse | null, seen: Seen): Place => {
  const there = (output: OutputDevice): Place => {
    const present = found(output, seen.present);
    return present === null ? LOST : at(present);
  };
  if (wanted !== null) return there(wanted);
  if (inUse === null) return at(seen.system);
  if (inUse.output !== null) return there(inUse.output);
  const isGone = inUse.among.some((output) => found(output, seen.present) === null);
  if (isGone) return LOST;
  // Where there was no output at all, the first that comes is the system's.
  return inUse.among.length === 0 ? at(seen.system) : at(null);
};
