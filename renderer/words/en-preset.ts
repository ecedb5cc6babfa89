// English for the preset editor. It must never ask for a name, and never call a figure right or wrong.

import type { Kind, PhaseName } from '../../shared/preset/preset.ts';
import { minute, percent, span } from './counting.ts';
import { phases } from './en-terms.ts';

const doseMarks: Readonly<Record<Kind, string>> = {
  spravato: 'the first device',
  iv: 'the start of the infusion',
  im: 'the injection',
};

/** Whole minutes, and a half where there is one. */
const minutes = (value: number): string => minute(Math.round(value * 10) / 10);

/** `45 s`, `2 min`, `2 min 30 s`. */
const seconds = (value: number): string => {
  const whole = Math.round(value);
  if (whole < 60) return `${whole} s`;
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
};

export const presetEditor = {
  title: 'Preset',
  opening: 'Looking the preset up …',
  kept: 'Drag in the timeline, or use the arrow keys. Every change is kept at once.',
  running: 'A session is running and keeps what it began with. What you change here is for the next one.',
  ways: {
    menu: 'Change',
    change: 'Change',
    changeAbout: 'light, sound, lengths, checks, limits',
    duplicate: 'Duplicate',
    duplicateAbout: 'the same once more, under another label',
    makeOne: 'Make one of it',
    makeOneAbout: 'one of your own, to change as you like',
    look: 'Look at it',
    lookAbout: 'as a timeline, and as a preview of one minute',
  },
  builtIn: 'This preset comes with Stillroom and stays as it is.',
  timeline: (label: string) => `Timeline of ${label}`,
  total: (settleMin: number, afterMin: number) =>
    `${span((settleMin + afterMin) * 60_000)}: ${minutes(settleMin)} to settle, then ${span(afterMin * 60_000)}`,
  handles: {
    edge: (name: PhaseName) => `End of ${phases[name]}`,
    settleTakes: (lengthMin: number) => `settle takes ${minutes(lengthMin)}`,
    edgeAt: (name: PhaseName, atMin: number) => `${phases[name]} ends at ${minutes(atMin)}`,
    check: (atMin: number) => `Check at ${minutes(atMin)}`,
    checkAt: (atMin: number) => `check at ${minutes(atMin)}`,
    assess: 'Assess mark',
    assessAt: (atMin: number) => `assess at ${minutes(atMin)}`,
    light: (name: PhaseName) => `Light in ${phases[name]}`,
  },
  checks: {
    add: 'Add a check',
    remove: (atMin: number) => `Remove the check at ${minutes(atMin)}`,
    most: 'Forty checks are the most; remove one first.',
  },
  tabs: {
    label: 'Parts of the preset',
    whole: 'Whole session',
    addPhase: 'Add a phase',
    /** What a phase is called where its name stands alone. */
    phase: {
      settle: 'Settle',
      onset: 'Onset',
      deep: 'Deep',
      return: 'Return',
      rest: 'Rest',
    } satisfies Record<PhaseName, string>,
  },
  phase: {
    about: {
      settle: 'Until the dose is marked. Its length is only the usual one.',
      onset: 'The room goes dark, gently.',
      deep: 'As little as staff need to see breathing and colour.',
      return: 'Music first, then light.',
      rest: 'The room as it was, and time.',
    } satisfies Record<PhaseName, string>,
    length: 'Length',
    lengthOfSettle: 'Usual length',
    lengthField: (name: PhaseName) => `Length of ${phases[name]} in minutes`,
    minutes: 'min',
    longer: 'One minute longer',
    shorter: 'One minute shorter',
    fade: 'Fade',
    fadeSaid: seconds,
    fadeCut: (lengthMin: number) => `As long as the phase at most: ${minutes(lengthMin)}.`,
    fadeUsual: 'Usual are 1 to 3 min into the dark, and 5 to 10 min out of it.',
    limited: (said: string) => `What the patient may reach keeps it at ${said}.`,
    brightness: 'Brightness',
    percent,
    warmth: 'Warmth',
    kelvin: (warmthK: number) => `${Math.round(warmthK / 50) * 50} K`,
    coloured: 'coloured',
    task: 'Task lamps',
    taskAsRoom: 'They look like the room.',
    taskOwn: 'They have a look of their own.',
    taskBrightness: 'Brightness of task lamps',
    taskWarmth: 'Warmth of task lamps',
    taskLikeRoom: 'Make them like the room',
    level: 'Sound',
    music: (name: PhaseName) => `Music in ${phases[name]}`,
    silent: 'Silent: no music is chosen.',
    remove: (name: PhaseName) => `Take ${phases[name]} out`,
    stays: 'Settle stays, and one phase after it.',
    summary: (lengthMin: number, pct: number, sound: string | null) =>
      [minutes(lengthMin), percent(pct), sound === null ? 'silent' : sound.toLowerCase()].join(' · '),
    picture: (name: PhaseName) => `What the room looks like in ${phases[name]}`,
  },
  whole: {
    label: 'Label',
    labelHint: 'Two words that nobody can guess from. Never a name, initials or a date of birth.',
    another: 'Another one',
    labelEmpty: 'A label has at least one letter; press Another one.',
    labelTaken: 'Another preset has this label; press Another one.',
    kind: 'Kind',
    limits: 'What the patient may reach',
    light: 'Light',
    lightSaid: (least: number, most: number) =>
      least === most
        ? `The patient’s own steps leave it at ${percent(least)}.`
        : `The patient may go from ${percent(least)} to ${percent(most)}.`,
    least: 'Least',
    most: 'Most',
    sound: 'Sound',
    soundSaid: (least: string, most: string) =>
      least === most
        ? `The patient may go within ${least.toLowerCase()}.`
        : `The patient may go from ${least.toLowerCase()} to ${most.toLowerCase()}, and nothing is ever louder.`,
    musicAll: 'Music in every phase',
  },
  preview: {
    open: 'Preview',
    title: 'Preview: the whole session in one minute',
    nothingMoves: 'The whole session in one minute. Nothing is heard, and no lamp moves.',
    pause: 'Pause',
    resume: 'Go on',
    again: 'Once more',
    stop: 'End the preview',
    keys: { stop: 'Esc', pause: 'Space' },
    minuteSaid: (atMin: number) => minute(Math.round(atMin)),
    before: (kind: Kind) => `before ${doseMarks[kind]}`,
    after: (kind: Kind) => `after ${doseMarks[kind]}`,
    light: 'Light',
    sound: 'Sound',
    music: 'Music',
    silence: 'Silence',
    over: 'Over: the room rests',
    picture: 'The room in the preview',
    nothingPlays: 'Nothing plays',
  },
};
