// A whole plan card as lines to read: in its groups, for print, and in as few lines as possible, for a screen.

import { NOTES, type PlanCard } from '../../../shared/preset/plan.ts';
import { words } from '../../words/index.ts';

export interface PlanLine {
  readonly part: string;
  readonly name: string;
  readonly said: string;
  /** False where nothing was said or agreed. */
  readonly isSaid: boolean;
  /** True for the person's own words, which need room. */
  readonly isNote?: boolean;
}

export interface PlanGroup {
  readonly title: string;
  /** True where each line is a word or two, so that they can stand side by side. */
  readonly isShort?: boolean;
  readonly lines: readonly PlanLine[];
}

const { plan: say } = words;

type Wanted = keyof typeof say.wanted;

/** The plan in its groups, each part once. */
export const planGroups = (plan: PlanCard): readonly PlanGroup[] => {
  const line = (part: keyof typeof say.parts, text: string, isSaid: boolean): PlanLine => ({
    part,
    name: say.parts[part],
    said: text,
    isSaid,
  });
  const note = (part: (typeof NOTES)[number]): PlanLine => ({
    ...line(part, plan[part] === '' ? say.nothingSaid : plan[part], plan[part] !== ''),
    isNote: true,
  });
  const isWanted = (part: Wanted): PlanLine => ({
    part,
    name: say.wanted[part],
    said: plan[part] ? say.yes : say.no,
    isSaid: plan[part],
  });
  const isAgreed = (part: 'medicinesTalkedAbout' | 'quietAgreed') =>
    line(part, plan[part] ? say.yes : say.notYet, plan[part]);
  return [
    {
      title: say.groups.company,
      lines: [
        line('talk', say.talk[plan.talk], true),
        line('touch', say.touch[plan.touch], true),
        line('lookIn', say.lookIn[plan.lookIn], true),
      ],
    },
    {
      title: say.groups.words,
      lines: NOTES.map(note),
    },
    {
      title: say.groups.room,
      isShort: true,
      lines: [isWanted('eyeMask'), isWanted('blanket'), isWanted('water'), isWanted('companion')],
    },
    { title: say.groups.agreed, lines: [isAgreed('medicinesTalkedAbout'), isAgreed('quietAgreed')] },
    {
      title: say.groups.display,
      isShort: true,
      lines: [isWanted('write'), isWanted('draw'), isWanted('picture')],
    },
  ];
};

const wantedLine = (part: 'room' | 'display', plan: PlanCard, parts: readonly Wanted[]): PlanLine => {
  const wanted = parts.filter((one) => plan[one]).map((one) => say.wanted[one]);
  const isSaid = wanted.length > 0;
  return { part, name: say.groups[part], said: isSaid ? say.listed(wanted) : say.nothing, isSaid };
};

/** The whole plan in eleven lines. */
export const planLines = (plan: PlanCard): readonly PlanLine[] => {
  const [company, own, , agreed] = planGroups(plan);
  return [
    ...(company?.lines ?? []),
    ...(own?.lines ?? []),
    wantedLine('room', plan, ['eyeMask', 'blanket', 'water', 'companion']),
    wantedLine('display', plan, ['write', 'draw', 'picture']),
    ...(agreed?.lines ?? []),
  ];
};
