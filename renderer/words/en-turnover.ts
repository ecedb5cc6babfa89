// English for what comes after a session: what to keep of it, the pages that were written and drawn, and the turnover.

import type { PhaseName } from '../../shared/preset/preset.ts';
import type { PageKind } from '../../shared/score/display-score.ts';
import type { SessionChange } from '../../shared/session/changes.ts';
import { capital, counted, inLetters, listed, percent } from './counting.ts';
import { phases } from './en-terms.ts';

const steps = (count: number): string =>
  `${inLetters(Math.abs(count))} ${Math.abs(count) === 1 ? 'step' : 'steps'}`;

const kelvin = (warmthK: number): string => `${Math.round(warmthK / 50) * 50}\u202fK`;

/** One change as one line: in one phase, the same in several, or the same in all of them. */
const change = (one: SessionChange, inPhases: readonly PhaseName[] | 'all'): string => {
  const where = inPhases === 'all' ? 'throughout' : `in ${listed(inPhases.map((name) => phases[name]))}`;
  switch (one.kind) {
    case 'light':
      return `${capital(steps(one.steps))} ${one.steps < 0 ? 'darker' : 'lighter'} ${where}`;
    case 'sound':
      return `${one.steps < 0 ? 'Softer' : 'Louder'} by ${steps(one.steps)} ${where}`;
    case 'silence':
      return `Silence ${where}`;
    case 'length':
      return `${capital(phases[one.phase])} lasted ${one.toMin} min instead of ${one.fromMin}`;
    case 'leftOut': {
      const count = one.trackIds.length;
      return `${capital(inLetters(count))} ${count === 1 ? 'track was' : 'tracks were'} passed over`;
    }
  }
};

export const turnover = {
  title: 'Afterwards',
  keeping: {
    title: 'Same as last time, except…',
    about: 'Go through it together. Nothing is kept unless you say so.',
    change,
    tracks: (titles: readonly string[], more: number) =>
      listed(more === 0 ? titles : [...titles, `${more} more`]),
    keep: 'Keep',
    drop: 'Drop',
    keepAll: 'Keep all',
    apart: 'Phase by phase',
    together: 'Together',
    intoOwn: (label: string) => `What you keep goes into “${label}”.`,
    intoNew: (label: string) => `“${label}” stays as it is. What you keep becomes a preset of its own:`,
    anotherLabel: 'Another label',
    keepChosen: 'Keep these',
    noneChosen: 'Press Keep beside what is to stay.',
    nothing: 'There is nothing to keep.',
    nothingAbout: 'All of it went as agreed, or has been seen to.',
    kept: (label: string) => `Kept in “${label}”`,
    wiped: 'Nothing of the last session is left on this screen.',
  },
  pages: {
    title: 'Pages',
    there: (used: readonly PageKind[]) =>
      `The patient ${used.length > 1 ? 'wrote and drew' : used.includes('write') ? 'wrote something' : 'drew something'}`,
    wished: (used: readonly PageKind[], wished: readonly PageKind[]) => {
      if (wished.length === used.length) return 'and would like to keep it.';
      return `and would like to keep the ${wished.includes('write') ? 'writing' : 'drawing'}.`;
    },
    plain: 'and may take it along.',
    gone: (both: boolean) =>
      `It is saved nowhere: ${both ? 'both are' : 'it is'} gone when the room is turned over.`,
    print: 'Print',
    save: 'Save as PDF',
    printed: 'It went to the printer.',
    saved: 'Saved.',
  },
  room: {
    title: 'Turn the room over',
    turnOver: 'Turn the room over',
    again: 'Try what is left again',
    steps: {
      pages: 'Writing and drawing forgotten',
      label: 'Label off every screen',
      volumes: 'Silent, the patient’s steps forgotten',
      look: (brightnessPct: number, warmthK: number | null) =>
        `Light for the next person: ${percent(brightnessPct)}${warmthK === null ? '' : `, ${kelvin(warmthK)}`}`,
      scenes: 'Nothing of ours left on the bridge',
    },
    done: 'done',
    later: 'when the bridge is back',
    stillHeard: 'still heard: switch the loudspeaker off',
    ahead: 'not yet',
    keptFirst: (count: number) => `Keeps ${counted(count, 'change')} first.`,
    byHand: 'By hand',
    reminders: ['Fresh blanket and eye mask', 'Water', 'Nothing left behind'],
  },
  ready: 'Ready for the next person',
  waits: 'The door says: One moment. Start waits until the room is turned over.',
  isDone: 'The room is turned over. Press when the next person may come.',
  isHeard: 'Sound is still heard. Switch the loudspeaker off before the next person comes.',
};
