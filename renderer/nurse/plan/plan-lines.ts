// A whole plan card as lines to read, in the groups in which it was talked about: for paper, and for the console.

import type { PlanCard } from '../../../shared/plan.ts';
import { words } from '../../words/index.ts';

export interface PlanLine {
  readonly part: keyof PlanCard;
  readonly name: string;
  readonly said: string;
  /** False where nothing was said or agreed: to be read past. */
  readonly isSaid: boolean;
}

export interface PlanGroup {
  readonly title: string;
  readonly lines: readonly PlanLine[];
}

/** The plan in its groups; every part of it is there once. */
export const planGroups = (plan: PlanCard): readonly PlanGroup[] => {
  const said = words.plan;
  const line = (part: keyof PlanCard, text: string, isSaid: boolean): PlanLine => ({
    ...{ part, name: said.parts[part] },
    ...{ said: text, isSaid },
  });
  const note = (part: 'helps' | 'leaveAlone' | 'musicNever' | 'afterwards'): PlanLine =>
    line(part, plan[part] === '' ? said.nothingSaid : plan[part], plan[part] !== '');
  const isWanted = (part: 'eyeMask' | 'blanket' | 'water' | 'companion' | 'write' | 'draw' | 'picture') =>
    line(part, plan[part] ? said.yes : said.no, plan[part]);
  const isAgreed = (part: 'medicinesTalkedAbout' | 'quietAgreed') =>
    line(part, plan[part] ? said.yes : said.notYet, plan[part]);
  return [
    {
      title: said.groups.company,
      lines: [
        line('talk', said.talk[plan.talk], true),
        line('touch', said.touch[plan.touch], true),
        line('lookIn', said.lookIn[plan.lookIn], true),
      ],
    },
    {
      title: said.groups.words,
      lines: [note('helps'), note('leaveAlone'), note('musicNever'), note('afterwards')],
    },
    {
      title: said.groups.room,
      lines: [isWanted('eyeMask'), isWanted('blanket'), isWanted('water'), isWanted('companion')],
    },
    { title: said.groups.agreed, lines: [isAgreed('medicinesTalkedAbout'), isAgreed('quietAgreed')] },
    { title: said.groups.display, lines: [isWanted('write'), isWanted('draw'), isWanted('picture')] },
  ];
};
