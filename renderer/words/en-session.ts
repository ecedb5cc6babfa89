// English for the console while a session runs: where it stands, what light, sound and door are at, what staff can do.

import type { Kind, PhaseName } from '../../shared/preset/preset.ts';
import {
  capital,
  clock,
  counted,
  inLetters,
  listed,
  minutesGone,
  minutesLeft,
  named,
  percent,
  span,
} from './counting.ts';
import { app, doseMark, phases, sinceDose, sinceThe } from './en-terms.ts';

/** Where a session stands, and what comes next. */
export const session = {
  sinceDose,
  settling: 'Settling for',
  quietUntil: 'Quiet until',
  left: (ms: number) => `${minutesLeft(ms)} left`,
  minutesGone,
  clock,
  next: 'Next',
  checksDue: (count: number) => (count === 1 ? 'Check due' : `${count} checks due`),
  /** The delay is shown for one only; the chart shows several. */
  checkDueSince: (minutes: readonly number[], ms: number) => {
    if (minutes.length > 1) return `at ${listed(minutes)} min`;
    return `set for ${listed(minutes)} min${ms < 60_000 ? '' : `, ${minutesGone(ms)} ago`}`;
  },
  assessToo: 'assess mark reached too',
  assessDue: (kind: Kind, minutes: number) => `${span(minutes * 60_000)} ${sinceThe[kind]}: assess`,
  assessDueSince: (ms: number) => (ms < 60_000 ? 'the mark is reached' : `reached ${minutesGone(ms)} ago`),
  assessed: 'Assessed',
  phaseIn: (name: PhaseName, ms: number) => `${capital(phases[name])} in ${minutesLeft(ms)}`,
  comingIn: {
    check: (ms: number) => `Check in ${minutesLeft(ms)}`,
    phasesOver: (ms: number) => `Phases over in ${minutesLeft(ms)}`,
    roomBack: (ms: number) => `Room is back in ${minutesLeft(ms)}`,
    assess: (ms: number) => `Assess mark in ${minutesLeft(ms)}`,
  },
  markDose: (kind: Kind) => doseMark[kind],
  settleWaits: 'settle waits for it',
  heldFor: (ms: number) => `on hold for ${minutesGone(ms)}`,
  phasesAreOver: 'The phases are over',
  roomRests: 'The phases are over; the room rests.',
  untilRoomFree: 'press Room is free when the patient has left',
  done: 'Done',
  allDone: 'All done',
  whichDone: 'Only one',
  doneAt: (minutes: number) => `Check at ${minutes} min is done`,
  now: (name: PhaseName) => `now in ${phases[name]}`,
  undoStart: 'Undo start',
  undoExtend: 'Undo +10 min',
  backTo: (name: PhaseName) => `Back to ${phases[name]}`,
};

/** Full light, as far as the bridge has taken it. */
export const fullLight = {
  on: 'Full light is on.',
  onBut: (names: readonly string[]) =>
    `Full light is on, but ${named(names)} ${names.length === 1 ? 'does' : 'do'} not answer.`,
  low: (names: readonly string[]) =>
    `${named(names)} ${names.length === 1 ? 'is' : 'are'} lower: use the wall switch.`,
  asked: 'Full light is asked for.',
  unanswered: 'Full light is asked for, but no lamp answers: use the wall switch.',
};

/** What light, sound and door are at. */
export const cards = {
  light: 'Light',
  unknown: 'Not known',
  askedFor: (pct: number) => `asked for ${percent(pct)}, and not answered`,
  noLampAnswers: 'no lamp answers',
  connecting: 'looking for the bridge',
  look: (pct: number, warmthK: number | null) =>
    `${percent(pct)} · ${warmthK === null ? 'coloured' : `${Math.round(warmthK / 50) * 50} K`}`,
  patientLight: (steps: number) =>
    `patient: ${inLetters(Math.abs(steps))} ${Math.abs(steps) === 1 ? 'step' : 'steps'} ${steps < 0 ? 'darker' : 'lighter'}`,
  patientSound: (steps: number) =>
    `patient: ${inLetters(Math.abs(steps))} ${Math.abs(steps) === 1 ? 'step' : 'steps'} ${steps < 0 ? 'softer' : 'louder'}`,
  goingTo: (pct: number, ms: number) => `on the way to ${percent(pct)}, ${minutesLeft(ms)}`,
  steady: 'as agreed',
  changedByHand: (count: number) => `${counted(count, 'lamp')} changed by hand`,
  sound: 'Sound',
  levels: { silence: 'Silence', whisper: 'Whisper', soft: 'Soft', moderate: 'Moderate', full: 'Full' },
  heard: (level: string, title: string) => `${level} · ${title}`,
  track: (playlist: string, place: number, of: number) => `${playlist}, ${place} of ${of}`,
  trackLeft: (ms: number) => `${minutesLeft(ms)} left`,
  askedForSilence: 'patient asked for silence',
  noMusic: 'no music with this preset',
  outForFullLight: 'out while Full light is on',
  starting: 'beginning softly',
  goingSilent: 'fading out',
  playerLost: 'the player is starting again',
  outputLost: 'the sound output is gone',
  soundStopped: 'no sound gets out of this computer',
  nothingToPlay: 'there is nothing to play',
  outputNone: 'no sound output is plugged in',
  door: 'Door',
  signs: {
    free: 'Free',
    quiet: 'Quiet, please',
    checkDue: 'Check due',
    assess: 'Time to assess',
    askedFor: 'Please go in',
    turnover: 'Being made ready',
  },
  staffWelcome: 'staff welcome',
  lampsAway: (count: number) => `${counted(count, 'lamp')} ${count === 1 ? 'does' : 'do'} not answer`,
  lampsRunning: (names: readonly string[]) => `effect of another program: ${named(names)}`,
  lampsUntold: (names: readonly string[]) => `light not known: ${named(names)}`,
};

/** What staff can do to a session. */
export const actions = {
  label: 'Session',
  quietCheck: 'Quiet check',
  endQuietCheck: 'End quiet check',
  hold: 'Hold',
  resume: 'Resume',
  extend: '+10 min',
  nextPhase: 'Next phase',
  gentleEnd: 'Gentle end',
  undoGentleEnd: 'Undo gentle end',
  roomFree: 'Room is free',
  fullLight: app.fullLight,
  backToSession: 'Back to the session',
  backAsBefore: 'Back as before',
  takeRoomBack: 'Take the room back',
  keys: {
    ...{ quietCheck: 'Q', hold: 'H', extend: 'E', nextPhase: 'N', gentleEnd: 'G', fullLight: 'F1' },
    takeRoomBack: 'T',
  },
  changedByHand: (names: readonly string[]) =>
    `${named(names)} ${names.length === 1 ? 'was' : 'were'} changed by hand, and ${names.length === 1 ? 'stays' : 'stay'} so until the next phase.`,
  waitsForDose: (kind: Kind) => `The room is settling; this begins with ${doseMark[kind]}.`,
};

/** Undoing and correcting the dose mark: clock times and minutes, never a dose. */
export const dose = {
  undo: 'Undo mark',
  correct: 'Correct',
  title: {
    spravato: 'When was the first device?',
    iv: 'When did the infusion start?',
    im: 'When was the injection?',
  } satisfies Record<Kind, string>,
  itWas: 'It was',
  minutesAgo: (minutes: number) => (minutes === 0 ? 'now' : `${minutes} min ago`),
  minutes: 'Minutes ago',
  minutesAgoShort: 'minutes ago',
  fewer: 'One minute later',
  more: 'One minute earlier',
  marked: (kind: Kind) => doseMark[kind],
  checks: (count: number) => (count === 1 ? 'Check' : 'Checks'),
  assess: 'Assess mark',
  phasesOver: 'Phases over',
  /** How many are due by then, and the clock times of those ahead. */
  times: (dueCount: number, wallMs: readonly number[]) => {
    const due = dueCount === 0 ? [] : [dueCount === 1 ? 'due at once' : `${dueCount} due at once`];
    return listed([...due, ...wallMs.map(clock)]);
  },
  /** Lists all times, since one of several may stay as it was. */
  insteadOf: (wallMs: readonly number[]) => `instead of ${listed(wallMs.map(clock))}`,
  clock,
  pressed: (wallMs: number) => `As it was pressed, ${clock(wallMs)}`,
  beforeStart: (ms: number) => `That is ${span(ms)} before this session was started.`,
  put: (wallMs: number) => `Correct to ${clock(wallMs)}`,
  asItIs: 'The mark stands there already; choose another time.',
  leave: 'Leave it',
};
