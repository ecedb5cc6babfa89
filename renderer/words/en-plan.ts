// English for the plan card on the screen and in print, for its parts when they matter, and for the companion. A plan holds wishes only: no text here may ask for a name, a medicine or a diagnosis.

import { NOTES, type PlanCard } from '../../shared/preset/plan.ts';
import { capital } from './counting.ts';

/** Parts of a plan beside a running session, as short as possible. */
const briefly: Readonly<Record<keyof PlanCard, (plan: PlanCard) => string>> = {
  talk: (card) => ({ welcome: 'talk is welcome', whisper: 'whisper', none: 'no talk' })[card.talk],
  touch: (card) =>
    ({ welcome: 'touch is welcome', askFirst: 'ask before touch', none: 'no touch' })[card.touch],
  lookIn: (card) =>
    ({
      fromTheDoor: 'look in from the door',
      softWord: 'look in with a soft word',
      handOnShoulder: 'look in with a hand on the shoulder',
    })[card.lookIn],
  helps: (card) => `Helps: ${card.helps}`,
  leaveAlone: (card) => `Leave alone: ${card.leaveAlone}`,
  musicNever: (card) => `Never play: ${card.musicNever}`,
  afterwards: (card) => card.afterwards,
  eyeMask: () => 'eye mask',
  blanket: () => 'blanket',
  water: () => 'water',
  companion: () => 'companion is there',
  medicinesTalkedAbout: () => 'medicines were talked about',
  quietAgreed: () => 'phone away',
  write: () => 'may write',
  draw: () => 'may draw',
  picture: () => 'still picture',
};

const isNote = (part: keyof PlanCard): boolean => NOTES.some((note) => note === part);

export const plan = {
  title: 'Plan',
  talk: {
    welcome: 'Welcome',
    whisper: 'In a whisper',
    none: 'None',
  } satisfies Record<PlanCard['talk'], string>,
  touch: {
    welcome: 'Welcome',
    askFirst: 'Ask first',
    none: 'None',
  } satisfies Record<PlanCard['touch'], string>,
  lookIn: {
    fromTheDoor: 'From the door',
    softWord: 'A soft word',
    handOnShoulder: 'Hand on shoulder',
  } satisfies Record<PlanCard['lookIn'], string>,
  /** The name of each part. */
  parts: {
    talk: 'Talk',
    touch: 'Touch',
    lookIn: 'Looking in',
    helps: 'What helps',
    leaveAlone: 'What to leave alone',
    musicNever: 'Music never to play',
    medicinesTalkedAbout: 'Medicines that can help were talked about',
    quietAgreed: 'No work, no hard conversations, phone away',
    afterwards: 'When the room is back',
  },
  /** What is wanted or not, as short as possible, beneath a title. */
  wanted: {
    eyeMask: 'Eye mask',
    blanket: 'Blanket',
    water: 'Water',
    companion: 'Companion',
    write: 'Write',
    draw: 'Draw',
    picture: 'Still picture',
  },
  /** What somebody agrees to with a tick, in full. */
  agreed: {
    medicinesTalkedAbout: 'We have talked about medicines that can help with side effects',
    quietAgreed: 'No work, no hard conversations, phone away',
  },
  groups: {
    company: 'Company',
    words: 'In their own words',
    room: 'In the room',
    agreed: 'Talked about and agreed',
    display: 'On the patient display',
  },
  print: 'Print',
  save: 'Save as PDF',
  printed: 'The printer has it.',
  saved: 'Saved.',
  begin: 'Begin the plan',
  take: 'Take the plan away',
  none: 'No plan yet',
  noneHint: 'It takes about two minutes, with the person beside you.',
  builtIn: (label: string) =>
    `“${label}” comes with Stillroom and is everybody’s. Make one of it for this person, under two words that mean nothing to anyone else.`,
  label: 'Label',
  another: 'Another label',
  make: 'Make it and begin the plan',
  opening: 'Looking for the preset …',
  noNames: 'No names and no medicines: whoever is on duty reads this, and it may be printed.',
  examples: {
    helps: 'the grey blanket, curtains half open, somebody humming',
    leaveAlone: 'tears, unless asked; the chair’s back as it is',
    musicNever: 'organ, men’s choirs, that one waltz',
    afterwards: 'tea, no talk for ten minutes',
  },
  inSession: 'What was talked about. It can be changed when the session is over.',
  forCompanion: 'For the companion',
  /** On the console, before Start. */
  inShort: (card: PlanCard | null) => {
    if (card === null) return 'no plan yet';
    return card.companion ? 'companion comes' : 'talked about';
  },
  /** Beside a running session: short parts for one line, and notes for lines of their own. */
  nowIn: (card: PlanCard, parts: readonly (keyof PlanCard)[]) => ({
    brief: parts
      .filter((part) => !isNote(part))
      .map((part) => briefly[part](card))
      .map((said, at) => (at === 0 ? capital(said) : said)),
    notes: parts.filter(isNote).map((part) => briefly[part](card)),
  }),
  moments: {
    asked: 'for going in',
    lookIn: 'for looking in',
    fullLight: 'in full light',
    settle: 'while settling',
    return: 'now the room comes back',
  },
  whole: 'Whole plan',
  close: 'Close',
  yes: 'Yes',
  no: 'No',
  notYet: 'Not yet',
  nothingSaid: 'Nothing was said',
  nothing: 'Nothing',
  listed: (names: readonly string[]) =>
    names.join(', ').replace(/(?<=, )./g, (letter) => letter.toLowerCase()),
};

/** The companion's view, which is read from a chair beside. */
export const companion = {
  title: 'Companion',
  how: 'Be quiet. Be near.',
  touch: {
    welcome: 'A hand is welcome.',
    askFirst: 'Ask before you touch.',
    none: 'Please do not touch.',
  } satisfies Readonly<Record<PlanCard['touch'], string>>,
  talk: {
    welcome: 'Talk softly, if talked to.',
    whisper: 'If you speak, whisper.',
    none: 'No talking.',
  } satisfies Readonly<Record<PlanCard['talk'], string>>,
  toPatient: 'Back to the patient display',
};
