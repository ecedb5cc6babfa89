// English for the four tiles before Start: what is so now, and where it can be mended. It must never sound surer than
// the facts are.

import type { PhaseName } from '../../shared/preset.ts';
import { counted, listed, named, span } from './counting.ts';

/** What the console says of lights, music, display and door before Start. */
export const ready = {
  lights: 'Lights',
  lampsAnswer: (count: number, ms: number | null) =>
    `${counted(count, 'lamp')} ${count === 1 ? 'answers' : 'answer'}${ms === null ? '' : ` in ${Math.max(1, Math.round(ms))} ms`}`,
  lampsSilent: (names: readonly string[]) =>
    `${named(names)} ${names.length === 1 ? 'does' : 'do'} not answer`,
  noLamps: 'no lamp has a role yet; see Set-up',
  connecting: 'looking for the bridge …',
  away: 'the bridge does not answer; see Set-up',
  keyInvalid: 'the bridge does not know this computer; see Set-up',
  notItself: 'another bridge answers; see Set-up',
  roomUnchosen: 'this room is not chosen yet; see Set-up',
  practice: (said: string) => `practice room: ${said}`,
  music: 'Music',
  musicNone: 'none chosen',
  musicLooking: 'looking it up …',
  musicMissing: 'the playlist is not here; choose another',
  musicMissingIn: (phases: readonly PhaseName[]) => `nothing to play in ${listed(phases)}`,
  musicLost: 'the player is starting again',
  outputLost: 'the sound output is gone; see Set-up',
  outputNone: 'no sound output is plugged in',
  outputUnclear: 'there are several sound outputs; choose one in Set-up',
  musicCovers: (ms: number) => `lasts ${span(ms)}, the session and half an hour more`,
  musicRepeats: (ms: number, isCrossfade: boolean) =>
    `lasts ${span(ms)}, then begins again, ${isCrossfade ? 'cross-fading' : 'without a gap'}`,
  musicUnknown: (count: number) => `the length of ${counted(count, 'track')} is not known yet`,
  musicUnmeasured: (count: number) => `${counted(count, 'track')} not measured yet, and softer until then`,
  musicWords: (phases: readonly PhaseName[]) => `has words in ${listed(phases)}`,
  display: 'Display',
  awakeOnMains: 'stays awake, on mains',
  awakeOnBattery: 'on battery; please plug it in',
  awake: 'stays awake',
  door: 'Door',
  doorBoth: 'window open, lamp ready',
  doorWindow: 'window open',
  doorLamp: 'door lamp ready',
  doorAway: 'its display is away; see Set-up',
  doorAwayLamp: 'lamp ready, its display is away',
  doorNone: 'no sign; open its window in Set-up',
};
