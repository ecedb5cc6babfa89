// English for Set-up's lights: finding and pairing a bridge, this room on it, its lamps, and how the bridge is. It
// must never ask for a press without saying where.

import type { FaultCode } from '../../shared/ipc/snapshot.ts';
import type { Role } from '../../shared/preset/preset.ts';
import { ago, counted, named } from './counting.ts';

const inMs = (ms: number): string => `${Math.max(1, Math.round(ms))} ms`;

/** What Set-up says of the lights: the bridge, this room on it, and the lamps. */
export const lights = {
  title: 'Lights',
  practiceMeans: 'Lamps that are only drawn, to learn and to try things with.',
  bridge: (name: string | null, address: string | null) =>
    `${name ?? 'Hue bridge'}${address === null ? '' : ` at ${address}`}`,
  states: {
    connecting: 'Looking for it …',
    ready: (ms: number | null) => (ms === null ? 'Answers.' : `Answers in ${inMs(ms)}.`),
    away: 'Does not answer.',
  },
  find: 'Find a bridge',
  lookAgain: 'Look again',
  cancel: 'Cancel',
  looking: 'Looking for bridges …',
  foundSoFar: (count: number) => `${counted(count, 'bridge')} found, still looking …`,
  found: (count: number) => `${counted(count, 'bridge')} found.`,
  noneFound:
    'No bridge announces itself here. Check that it has power and is on this network, or type its address.',
  foundLabel: 'Bridges',
  idHint: 'The last six digits are on the sticker of the bridge.',
  inUse: 'in use',
  connect: 'Connect',
  connectTo: (name: string, lastSix: string) => `Connect to ${name}, ${lastSix}`,
  connecting: 'Connecting …',
  tryAgain: 'Try again',
  orType: 'Or type its address',
  address: 'Bridge address',
  addressExample: '192.168.1.20',
  addressHint: 'As 192.168.1.20 or as a name. You are then asked to press its round button.',
  plainHttp:
    'This bridge can only be reached without encryption. Anyone on this network could then read its key. Use it all the same.',
  press: (name: string) => `Press the round button on “${name}”.`,
  pressHint: 'It is the large one in the middle of the bridge. Nothing else has to be pressed here.',
  timeLeft: 'Time left',
  secondsLeft: (seconds: number) => `${seconds} s left`,
  connectedChoose: 'Connected. Now say which room this is.',
  connectedRoles: 'Connected. Now give each lamp of this room its role.',
  pairAgain: 'Pair again',
  pairAgainWhy: {
    bridgeUnauthorised: 'This bridge no longer knows this computer. Pair again, and press its round button.',
    bridgeNotItself:
      'This is not the bridge that was paired here. Pair again only if you know that it was replaced.',
  },
  usePractice: 'Use the practice room',
  whichRoom: 'Which room is this?',
  thisRoom: 'This room',
  roomAbout: (kind: 'room' | 'zone', count: number) =>
    `${kind === 'room' ? 'Room' : 'Zone'}, ${counted(count, 'lamp')}`,
  allLamps: 'All lamps of the bridge',
  allLampsAbout: 'Only where the bridge serves no other room',
  roomMissing: 'Please choose',
  lamps: 'Lamps',
  noLamps: {
    connecting: 'Looking for the bridge and its lamps.',
    away: 'The bridge does not answer, so its lamps are not known.',
    ready: 'The bridge has no lamps.',
  },
  lampsAfterRoom: 'Choose this room first; its lamps then stand here.',
  roleOf: (lamp: string) => `Role of ${lamp}`,
  roles: {
    ambient: 'Ambient',
    task: 'Task',
    door: 'Door',
    none: 'Left alone',
  } satisfies Record<Role | 'none', string>,
  unreachable: 'does not answer',
  unclear: 'It may be another lamp than before, so it is left alone; choose its role again.',
  runsOther: 'Another program left an effect running in it; the next light ends it.',
  untold: 'The bridge does not say how it is lit; light is sent to it all the same.',
  rolesAbout: {
    ambient: 'Makes the room',
    task: 'Where staff look and work',
    door: 'Tells outside',
    none: 'Never touched',
  } satisfies Record<Role | 'none', string>,
  tryIt: 'Try it',
  stop: 'Stop',
  tryHint: 'Try it walks through the lamps one after another, gently, while nobody is in a session.',
  tryNoLamps: 'No lamp has a role yet; give one a role first.',
  shownNow: 'shown now',
  isShown: (lamp: string) => `${lamp} is shown now.`,
};

/** What has been the matter with the bridge, in few words. */
const lastFaults: Readonly<Record<FaultCode, string>> = {
  bridgeUnreachable: 'did not answer',
  bridgeHangs: 'answered very slowly',
  bridgeBusy: 'was busy',
  bridgeUnauthorised: 'did not know this computer',
  bridgeRefusesCommand: 'did not do as asked',
  bridgeNotItself: 'was not the paired one',
  noLamps: 'had no lamps for this room',
  roomUnchosen: 'room was not chosen',
  playerLost: 'music stopped',
  trackUnreadable: 'track not playable',
  playlistMissing: 'playlist not found',
  playlistEmpty: 'playlist empty',
  outputLost: 'sound output gone',
  soundStopped: 'computer’s sound stopped',
  doorAway: 'door display away',
  staysOpen: 'window was to be closed',
};

/** What Set-up says of how the bridge is. */
export const health = {
  label: 'Health of the bridge',
  kind: (model: string | null, software: string | null) =>
    [model ?? 'Model not known', software === null ? 'software not known' : `software ${software}`].join(
      ', ',
    ),
  commands: (count: number) => `${counted(count, 'command')} in the last hour`,
  noFault: 'No fault since Stillroom began',
  fault: (code: FaultCode, ms: number) => `Last fault ${ago(ms)}: ${lastFaults[code]}`,
  keyEncrypted: 'Its key is kept encrypted by this computer',
  keyReadable:
    'This computer has no key store, so the key of the bridge lies readable on its disk. Keep the computer locked.',
};

const allLamps = (count: number): string => (count === 2 ? 'Both lamps' : `All ${count} lamps`);

const comeUp = (count: number, of: number): string => {
  if (of === 1) return 'The lamp comes up';
  if (count === of) return `${allLamps(of)} come up`;
  return `${count} of ${of} lamps ${count === 1 ? 'comes' : 'come'} up`;
};

/** What Set-up says of a power cut. */
export const powerCut = {
  title: 'After a power cut',
  white: (count: number, of: number) =>
    `${comeUp(count, of)} in full white when ${of === 1 ? 'its' : 'their'} power returns.`,
  letThem: 'Let them come back as they were',
  asBefore: (count: number) =>
    count === 1
      ? 'The lamp comes back as it was when its power returns.'
      : `${allLamps(count)} come back as they were when their power returns.`,
  asDelivered: 'As delivered',
  noneTells: 'These lamps decide for themselves what they do when their power returns.',
  someDoNotTell: (names: readonly string[]) =>
    `${named(names)} ${names.length === 1 ? 'decides for itself' : 'decide for themselves'}.`,
};
