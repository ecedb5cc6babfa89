// English: everything that a person reads, screen by screen. No screen may hold a text of its own. Each screen or topic
// has a file beside this one; the sentences for codes are in en-sentences.ts.

import type { Kind, PhaseName } from '../../shared/preset/preset.ts';
import type { Wish } from '../../shared/session/session.ts';
import { ago, clock, counted, listed, minute, span } from './counting.ts';
import { lock } from './en-door-and-lock.ts';
import { music, presetMusic, setupMusic, sound } from './en-music.ts';
import { keptPages, page, paper, patient, wishesToStaff } from './en-patient.ts';
import { companion, plan } from './en-plan.ts';
import { presetEditor } from './en-preset.ts';
import { presetFault } from './en-preset-fault.ts';
import { presetList } from './en-presets.ts';
import { ready } from './en-ready.ts';
import { errors, faults, notices } from './en-sentences.ts';
import { actions, cards, dose, fullLight, session } from './en-session.ts';
import { setup } from './en-setup.ts';
import { app, doseMark, kinds, phases, undoing } from './en-terms.ts';
import { turnover } from './en-turnover.ts';

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
  start: 'Start',
  settles: (kind: Kind) => `The room settles first. Press ${doseMark[kind]} when the time comes.`,
  readiness: 'Readiness',
  setUp: 'Set-up',
  openMusic: 'Music',
  patientDisplay: 'Patient display',
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
  signs: {
    free: { head: 'Free', line: '' },
    quiet: { head: 'Quiet, please', line: 'Staff welcome: enter softly' },
    checkDue: { head: 'Check due', line: 'Staff: please look in softly' },
    assess: { head: 'Time to assess', line: 'Staff: please look in softly' },
    askedFor: { head: 'Please go in', line: 'Staff: enter softly' },
    turnover: { head: 'One moment', line: 'The room is being made ready' },
  },
  wishes: wishesToStaff,
  untilAbout: 'until about',
  clock,
};

/** Everything in English. */
export const en = {
  app,
  undoing,
  kinds,
  phases,
  chart,
  before,
  ready,
  session,
  dose,
  cards,
  fullLight,
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
};
