// English for the plan card, on the screen and on paper, for what of it is shown when it matters, and for the
// companion. A plan holds wishes only: no text here may ask for a name, a medicine or a diagnosis.

import type { PlanCard } from '../../shared/plan.ts';

const talk: Readonly<Record<PlanCard['talk'], string>> = {
  welcome: 'Welcome',
  whisper: 'In a whisper',
  none: 'None',
};

const touch: Readonly<Record<PlanCard['touch'], string>> = {
  welcome: 'Welcome',
  askFirst: 'Ask first',
  none: 'None',
};

const lookIn: Readonly<Record<PlanCard['lookIn'], string>> = {
  fromTheDoor: 'From the door',
  softWord: 'A soft word',
  handOnShoulder: 'Hand on shoulder',
};

/** What is said of a plan. */
export const plan = {
  title: 'Plan',
  talk,
  touch,
  lookIn,
  /** What each part of a plan is called. */
  parts: {
    talk: 'Talk',
    touch: 'Touch',
    lookIn: 'Looking in',
    helps: 'What helps',
    leaveAlone: 'What to leave alone',
    musicNever: 'Music never to play',
    eyeMask: 'Eye mask',
    blanket: 'Blanket',
    water: 'Water',
    companion: 'Companion in the room',
    medicinesTalkedAbout: 'We have talked about medicines that can help with side effects',
    quietAgreed: 'No work, no hard conversations, phone away',
    afterwards: 'When the room is back',
    write: 'Write',
    draw: 'Draw',
    picture: 'A still picture while settling',
  } satisfies Readonly<Record<keyof PlanCard, string>>,
  groups: {
    company: 'Company',
    words: 'In their own words',
    room: 'In the room',
    agreed: 'Talked about and agreed',
    display: 'On the patient display',
  },
  yes: 'Yes',
  no: 'No',
  notYet: 'Not yet',
  nothingSaid: 'Nothing was said',
};

/** What is said there. */
export const companion = {
  title: 'Companion',
};
