// English: all that a person reads, screen by screen, in the design's words. No screen may hold a text of
// its own. Readiness is in en-ready.ts, music in en-music.ts, Set-up in en-setup.ts, the sentences for codes are in
// en-sentences.ts.

import type { Kind, PhaseName } from '../../shared/preset.ts';
import type { Wish } from '../../shared/session.ts';
import {
  ago,
  clock,
  counted,
  inLetters,
  listed,
  minute,
  minutesGone,
  minutesLeft,
  named,
  percent,
  span,
} from './counting.ts';
import { dose } from './en-dose.ts';
import { lock } from './en-lock.ts';
import { music, presetMusic, setupMusic, sound } from './en-music.ts';
import { keptPages, page, paper, patient, wishesToStaff } from './en-patient.ts';
import { companion, plan } from './en-plan.ts';
import { presetEditor } from './en-preset.ts';
import { presetFault } from './en-preset-fault.ts';
import { presetList } from './en-presets.ts';
import { ready } from './en-ready.ts';
import { errors, faults, milestones, notices } from './en-sentences.ts';
import { setup } from './en-setup.ts';
import { turnover } from './en-turnover.ts';

const app = {
  name: 'Stillroom',
  practiceRoom: 'Practice room',
  separator: ' · ',
  rate: (rate: number) => `Time runs ${Math.round(rate)} times as fast`,
  dismiss: 'Dismiss',
  fullLight: 'Full light',
  seeToLights: 'See to the lights',
  seeToSound: 'See to the sound',
  seeToDoor: 'See to the door',
};

const kinds: Readonly<Record<Kind, string>> = { spravato: 'Spravato', iv: 'IV infusion', im: 'IM injection' };

const phases: Readonly<Record<PhaseName, string>> = {
  settle: 'settle',
  onset: 'onset',
  deep: 'deep',
  return: 'return',
  rest: 'rest',
};

const doseMark: Readonly<Record<Kind, string>> = {
  spravato: 'First device',
  iv: 'Infusion started',
  im: 'Injection given',
};

const sinceDose: Readonly<Record<Kind, string>> = {
  spravato: 'Since first device',
  iv: 'Since infusion started',
  im: 'Since injection',
};

/** The same within a sentence. */
const sinceThe: Readonly<Record<Kind, string>> = {
  spravato: 'since the first device',
  iv: 'since the infusion started',
  im: 'since the injection',
};

const chart = {
  check: 'check',
  assess: 'assess',
  held: 'on hold',
  minute,
  light: 'light',
  sound: 'sound',
  described: (label: string, parts: readonly { readonly name: PhaseName; readonly minutes: number }[]) =>
    `${label}: ${listed(parts.map(({ name, minutes }) => `${phases[name]} ${Math.round(minutes)} min`))}.`,
};

const before = {
  presets: 'Presets',
  find: 'Find a preset',
  clear: 'Clear the search',
  noPresets: 'There are no presets yet; add one from a file in Set-up.',
  summary: (kind: Kind, checksMin: readonly number[], assessMin: number) =>
    [
      kinds[kind],
      checksMin.length === 0
        ? 'no checks'
        : `${checksMin.length === 1 ? 'check' : 'checks'} at ${listed(checksMin)} min`,
      `assess at ${assessMin} min`,
    ].join(app.separator),
  described: (kind: Kind, minutes: number) => `${kinds[kind]}${app.separator}${span(minutes * 60_000)}`,
  fullLightOn: 'Full light is on. Back as before takes the room back gently.',
  start: 'Start',
  settles: (kind: Kind) => `The room settles first. Press ${doseMark[kind]} when the time comes.`,
  readiness: 'Readiness',
  setUp: 'Set-up',
  openMusic: 'Music',
  patientDisplay: 'Patient display',
};

const session = {
  sinceDose,
  settling: 'Settling for',
  quietUntil: 'Quiet until',
  left: (ms: number) => `${minutesLeft(ms)} left`,
  minutesGone,
  clock,
  next: 'Next',
  checksDue: (count: number) => (count === 1 ? 'Check due' : `${count} checks due`),
  /** How late it is only for one: of several the chart shows it. */
  checkDueSince: (minutes: readonly number[], ms: number) => {
    if (minutes.length > 1) return `at ${listed(minutes)} min`;
    return `set for ${listed(minutes)} min${ms < 60_000 ? '' : `, ${minutesGone(ms)} ago`}`;
  },
  assessToo: 'assess mark reached too',
  assessDue: (kind: Kind, minutes: number) => `${span(minutes * 60_000)} ${sinceThe[kind]}: assess`,
  assessDueSince: (ms: number) => (ms < 60_000 ? 'the mark is reached' : `reached ${minutesGone(ms)} ago`),
  assessed: 'Assessed',
  checkIn: (ms: number) => `Check in ${minutesLeft(ms)}`,
  phaseIn: (name: PhaseName, ms: number) =>
    `${phases[name].replace(/^./, (c) => c.toUpperCase())} in ${minutesLeft(ms)}`,
  phasesOverIn: (ms: number) => `Phases over in ${minutesLeft(ms)}`,
  assessIn: (ms: number) => `Assess mark in ${minutesLeft(ms)}`,
  markDose: (kind: Kind) => doseMark[kind],
  settleWaits: 'settle waits for it',
  resume: 'Resume',
  heldFor: (ms: number) => `on hold for ${minutesGone(ms)}`,
  phasesAreOver: 'The phases are over',
  untilRoomFree: 'press Room is free when the patient has left',
  gentleEnding: (ms: number) => `Room is back in ${minutesLeft(ms)}`,
  done: 'Done',
  now: (name: PhaseName) => `now in ${phases[name]}`,
};

const cards = {
  light: 'Light',
  look: (pct: number, warmthK: number | null) =>
    `${percent(pct)} · ${warmthK === null ? 'coloured' : `${Math.round(warmthK / 50) * 50} K`}`,
  patientLight: (steps: number) =>
    `patient: ${inLetters(Math.abs(steps))} ${Math.abs(steps) === 1 ? 'step' : 'steps'} ${steps < 0 ? 'darker' : 'lighter'}`,
  patientSound: (steps: number) =>
    `patient: ${inLetters(Math.abs(steps))} ${Math.abs(steps) === 1 ? 'step' : 'steps'} ${steps < 0 ? 'softer' : 'louder'}`,
  goingTo: (pct: number, ms: number) => `on the way to ${percent(pct)}, ${minutesLeft(ms)}`,
  steady: 'as agreed',
  changedByHand: (count: number) => `${counted(count, 'lamp')} changed by hand`,
  fullLight: 'until you go back to the session',
  sound: 'Sound',
  levels: { silence: 'Silence', whisper: 'Whisper', soft: 'Soft', moderate: 'Moderate', full: 'Full' },
  heard: (level: string, title: string) => `${level} · ${title}`,
  track: (playlist: string, place: number, of: number) => `${playlist}, ${place} of ${of}`,
  trackLeft: (ms: number) => `${minutesLeft(ms)} left`,
  askedForSilence: 'patient asked for silence',
  noMusic: 'no music with this preset',
  outForFullLight: 'out while Full light is on',
  starting: 'beginning softly',
  outputLost: 'the sound output is gone',
  door: 'Door',
  signs: {
    free: 'Free',
    quiet: 'Quiet, please',
    checkDue: 'Check due',
    assess: 'Time to assess',
    askedFor: 'Someone asked for',
    turnover: 'Being made ready',
  },
  staffWelcome: 'staff welcome',
  lampsAway: (count: number) => `${counted(count, 'lamp')} ${count === 1 ? 'does' : 'do'} not answer`,
};

const actions = {
  label: 'Session',
  doseMark,
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

const withWish = (said: string, wish: Wish | null): string =>
  wish === null ? said : `${said}${app.separator}${wishesToStaff[wish]}`;

const side = {
  room: (lit: number) => `The room, with ${counted(lit, 'lamp')} lit`,
  asked: (wish: Wish | null) => withWish('Someone, please', wish),
  onMyWay: 'On my way',
  coming: (wish: Wish | null) => withWish('Someone is coming', wish),
  toldAgo: (ms: number) => `patient told ${ago(ms)}`,
  ago,
  patientSees: 'Patient sees',
  asleep: 'display at rest',
  awake: 'display awake',
  pageOpen: { write: 'writing', draw: 'drawing' },
};

const door = {
  title: 'Door',
  signs: {
    free: { head: 'Free', line: '' },
    quiet: { head: 'Quiet, please', line: 'Staff welcome: enter softly' },
    checkDue: { head: 'Check due', line: 'Staff: please look in softly' },
    assess: { head: 'Time to assess', line: 'Staff: please look in softly' },
    askedFor: { head: 'Someone asked for', line: 'Staff: please go in softly' },
    turnover: { head: 'One moment', line: 'The room is being made ready' },
  },
  wishes: wishesToStaff,
  untilAbout: 'until about',
  clock,
};

/** Everything in English. */
export const en = {
  app,
  kinds,
  phases,
  chart,
  before,
  ready,
  session,
  dose,
  cards,
  actions,
  side,
  patient,
  page,
  keptPages,
  paper,
  presetEditor,
  presetFault,
  presetList,
  plan,
  companion,
  turnover,
  lock,
  door,
  music,
  presetMusic,
  sound,
  setupMusic,
  setup,
  errors,
  faults,
  notices,
  milestones,
};
