// Which output the sound belongs to: the one that was chosen, or else the one where the system played first. It never
// moves to another output because that one is gone. Pure.

import type { OutputDevice } from '../../shared/sound/player-orders.ts';

/** The outputs that are there now. */
export interface Listed {
  /** Real outputs, without the system's names for a choice among them. */
  readonly present: readonly OutputDevice[];
  /** The output behind the system's choice; null where the system does not say. */
  readonly system: OutputDevice | null;
}

/** Where the sound is. */
export interface InUse {
  /** null: wherever the system plays, and it does not say where that is. */
  readonly output: OutputDevice | null;
  /** The outputs at that time: if ours is unknown, any of them that goes may have been it. */
  readonly among: readonly OutputDevice[];
}

/** The system's own choices, under which Chromium lists an output a second time. */
const CHOICES = ['default', 'communications'];

const withoutChoice = (label: string): string => label.replace(/^[^-]+ - /, '');

/** Reads what enumerateDevices says of outputs. */
export const listedOf = (
  devices: readonly Pick<MediaDeviceInfo, 'deviceId' | 'groupId' | 'label'>[],
): Listed => {
  const real = devices.filter(({ deviceId }) => !CHOICES.includes(deviceId));
  const present = real.map(({ deviceId, label }) => ({ id: deviceId, name: label }));
  const choice = devices.find(({ deviceId }) => deviceId === 'default');
  const isBehind = ({ groupId, label }: (typeof real)[number]): boolean =>
    groupId === choice?.groupId || (label !== '' && label === withoutChoice(choice?.label ?? ''));
  const behind = real.length === 1 ? real[0] : real.find(isBehind);
  return { present, system: behind === undefined ? null : { id: behind.deviceId, name: behind.label } };
};

/** The same output among those that are there: by its id, or by its name if ids have changed. */
const found = (output: OutputDevice, present: readonly OutputDevice[]): OutputDevice | null =>
  present.find(({ id }) => id === output.id) ??
  present.find(({ name }) => name !== '' && name === output.name) ??
  null;

/** Where the sound should be: on an output (null: wherever the system plays), or nowhere. */
export type SinkChoice = OutputDevice | null | 'lost';

/**
 * The choice for what an order wants (null: where the system plays first, and from then on there). `inUse` null: the
 * sound was nowhere yet.
 */
export const chooseSink = (wanted: OutputDevice | null, inUse: InUse | null, listed: Listed): SinkChoice => {
  const output = wanted ?? inUse?.output ?? null;
  if (output !== null) return found(output, listed.present) ?? 'lost';
  // Where there was no output at all, the first that comes is the system's.
  if (inUse === null || inUse.among.length === 0) return listed.system;
  const isGone = inUse.among.some((one) => found(one, listed.present) === null);
  return isGone ? 'lost' : null;
};
