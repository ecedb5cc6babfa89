// English for the eight facts before Start: each as it is, or in one sentence what needs a look and what to do. It must
// never sound surer than the facts are.

import type { PhaseName } from '../../shared/preset/preset.ts';
import { capital, counted, inLetters, listed, named, span } from './counting.ts';

const atChair = (db: number): string => `${db} dB(A) at the chair`;

export const ready = {
  all: (count: number) => `All ${inLetters(count)} are ready`,
  some: (count: number, of: number) =>
    `${capital(inLetters(count))} of ${inLetters(of)} ${count === 1 ? 'is' : 'are'} ready`,
  asking: 'Looking round …',
  details: 'What was looked at',

  lights: 'Lights',
  lampsAnswer: (count: number, ms: number | null) =>
    `${counted(count, 'lamp')} ${count === 1 ? 'answers' : 'answer'}${ms === null ? '' : ` in ${Math.max(1, Math.round(ms))} ms`}`,
  lampsSilent: (names: readonly string[]) =>
    `${named(names)} ${names.length === 1 ? 'does' : 'do'} not answer; check the power, at the wall switch too.`,
  lampsRunning: (names: readonly string[]) =>
    `Another program left an effect running in ${named(names)}; the first light of a session ends it.`,
  lampsUnclear: (names: readonly string[]) =>
    `The bridge has new numbers for its lamps; choose again what ${named(names)} ${names.length === 1 ? 'is' : 'are'} for.`,
  lampsUntold: (names: readonly string[]) =>
    `The bridge does not say how ${named(names)} ${names.length === 1 ? 'is' : 'are'} lit; look whether ${names.length === 1 ? 'it follows' : 'they follow'}.`,
  connecting: 'looking for the bridge …',
  practice: (said: string) => `practice room: ${said}`,

  output: 'Sound',
  outputAsking: 'looking for sound outputs …',
  outputNamed: (name: string) => `plays on ${name}`,
  outputNotNeeded: 'not needed without music',
  outputLost: 'The sound output is gone; choose another one in Set-up.',
  outputStopped: 'No sound gets out of this computer yet; wait a moment, then check the loudspeaker’s plug.',
  outputNone: 'No sound output is plugged in, so the room will be silent.',
  outputUnclear: 'There are several sound outputs, and the system does not say which it uses; choose one.',
  playerLost: 'The player is starting again; wait a moment.',

  music: 'Music',
  musicNone: 'none chosen',
  musicLooking: 'looking it up …',
  musicMissing: 'The playlist is not here; choose another one.',
  musicMissingIn: (phases: readonly PhaseName[]) =>
    `There is nothing to play in ${listed(phases)}; choose a playlist that is here.`,
  musicCovers: (ms: number) => `lasts ${span(ms)}, the session and half an hour more`,
  musicRepeats: (ms: number, isCrossfade: boolean) =>
    `lasts ${span(ms)}, then begins again, ${isCrossfade ? 'cross-fading' : 'without a gap'}`,
  musicUnknown: (count: number) => `the length of ${counted(count, 'track')} is not known yet`,
  musicUnmeasured: (count: number) => `${counted(count, 'track')} not measured yet, and softer until then`,
  musicWords: (phases: readonly PhaseName[]) => `has words in ${listed(phases)}`,

  level: 'Level',
  levelSilent: 'no music, no level',
  levelUnknown: 'How loud it is at the chair is not calibrated; any sound-level meter will do.',
  levelAtMost: (db: number, louderDb: number) =>
    `at most ${atChair(db)}${louderDb > db ? `, ${louderDb} with Louder` : ''}`,
  levelOver: (db: number, most: number) =>
    `It comes to ${atChair(db)}, over the usual ${most}; softer levels may be kinder.`,
  levelUnder: (db: number, least: number) =>
    `It comes to no more than ${atChair(db)}, under the usual ${least}; it may hardly be heard.`,

  sleep: 'Awake',
  sleepAsking: 'asking the system …',
  awake: {
    desktop: 'the display stays awake from Start to the end, the desktop says',
    xServer: 'the screen saver is off, the X server says',
    macos: 'the display stays awake from Start to the end, macOS says',
    untold: 'the display is asked to stay awake; this computer does not say whether it will',
    refused: 'The display may go dark in a session; turn off the screen saver in the system’s settings.',
  },

  power: 'Power',
  onMains: 'plugged in',
  onBattery: 'The computer runs on its battery; please plug it in.',
  powerUnknown: 'The computer does not say whether it is plugged in; please look.',

  door: 'Door',
  doorBoth: 'window open, lamp ready',
  doorWindow: 'window open',
  doorLamp: 'door lamp ready',
  doorAway: 'The display by the door is not there; plug it in, or choose another one in Set-up.',
  doorAwayLamp:
    'The display by the door is not there, and only the lamp tells outside; plug it in, or choose another one.',
  doorNone: 'There is no sign at the door; open its window in Set-up, or give a lamp the role door.',

  disk: 'Disk',
  diskAsking: 'looking …',
  diskEnough: 'room enough for what is kept',
  diskLow: 'Less than 500 MB are free; make room on the disk soon.',
  diskFull: 'What is kept can no longer be written; make room on the disk, or make its folder writable.',

  /** The way to where it is mended. */
  ways: {
    lights: 'See to the lights',
    output: 'See to the sound',
    level: 'Calibrate it',
    door: 'See to the door',
  },
};
