// The plan card: what a person wants done and left alone in the session, as agreed before it. It holds no name, no
// medicine, no diagnosis and no companion's identity.

import * as v from 'valibot';

/** Whether to talk to the person, whether to touch them, and how to look in. */
export const TALKS = ['welcome', 'whisper', 'none'] as const;
export const TOUCHES = ['welcome', 'askFirst', 'none'] as const;
export const LOOK_INS = ['fromTheDoor', 'softWord', 'handOnShoulder'] as const;

/** The parts in the person's own words. */
export const NOTES = ['helps', 'leaveAlone', 'musicNever', 'afterwards'] as const;

/** The longest note of a plan, in characters: all of it is read at a glance and fits on one page. */
export const LONGEST_NOTE = 160;

const note = v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_NOTE));

export const PlanCardSchema = v.strictObject({
  talk: v.picklist(TALKS),
  touch: v.picklist(TOUCHES),
  lookIn: v.picklist(LOOK_INS),
  /** What helps, and what to leave alone, in the person's own words; empty: nothing was said. */
  helps: note,
  leaveAlone: note,
  /** Music never to play, in words. */
  musicNever: note,
  eyeMask: v.boolean(),
  blanket: v.boolean(),
  water: v.boolean(),
  /** Somebody trusted is in the room; who it is, is not kept. */
  companion: v.boolean(),
  /** "We have talked about medicines that can help with side effects." */
  medicinesTalkedAbout: v.boolean(),
  /** No work, no hard conversations, phone away. */
  quietAgreed: v.boolean(),
  /** What to do when the room has returned: "tea, no talk for ten minutes". */
  afterwards: note,
  /** What the patient display offers once the light is back. */
  write: v.boolean(),
  draw: v.boolean(),
  /** A still picture on the patient display while the room settles. */
  picture: v.boolean(),
});
export type PlanCard = Readonly<v.InferOutput<typeof PlanCardSchema>>;

/** What a new plan begins with. */
export const USUAL_PLAN: PlanCard = {
  talk: 'whisper',
  touch: 'askFirst',
  lookIn: 'fromTheDoor',
  helps: '',
  leaveAlone: '',
  musicNever: '',
  afterwards: '',
  eyeMask: false,
  blanket: true,
  water: true,
  companion: false,
  medicinesTalkedAbout: false,
  quietAgreed: false,
  write: true,
  draw: true,
  picture: false,
};
