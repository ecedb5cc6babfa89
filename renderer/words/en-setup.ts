// English for Set-up: read by whoever sets the room up, before a session and not in a hurry. Its lights are in
// en-setup-lights.ts, its door and PIN in en-door-and-lock.ts, its music and sound in en-music.ts.

import type {
  EarlierMusic,
  EarlierPresets,
  EarlierSettings,
  SettingName,
  TakenOver,
} from '../../shared/ipc/earlier.ts';
import { clockOn, counted, inThousands, listed, named, percent, quoted } from './counting.ts';
import { door, pin } from './en-door-and-lock.ts';
import { health, lights, powerCut } from './en-setup-lights.ts';

const labelsSince = ({ changed, added, removed }: Omit<EarlierPresets, 'id' | 'untilWallMs'>): string[] => [
  ...(changed.length > 0 ? [`Changed since: ${named(changed.map(quoted))}.`] : []),
  ...(added.length > 0 ? [`Added since: ${named(added.map(quoted))}.`] : []),
  ...(removed.length > 0 ? [`Removed since: ${named(removed.map(quoted))}.`] : []),
];

/** What settings are about. */
const SETTINGS: Readonly<Record<Exclude<SettingName, 'roomName'>, string>> = {
  bridge: 'the bridge',
  lamps: 'what the lamps are for',
  music: 'the folders of music',
  loudspeaker: 'the loudspeaker',
  door: 'the sign by the door',
  roomLook: 'the light for the next person',
};

/** What Set-up says. */
export const setup = {
  title: 'Set-up',
  running: 'A session is running. What would disturb the room can be changed when it is over.',
  whyNot: 'A session is running; change this when it is over.',
  room: {
    title: 'Room',
    name: 'Room name',
    nameHint: 'Shown here and on the door. A room, never a person.',
    saved: 'Saved.',
    save: 'Save',
  },
  lights,
  health,
  powerCut,
  presets: {
    title: 'Presets',
    add: 'Add a preset from a file',
    counts: (builtIn: number, own: number) =>
      `${counted(builtIn, 'preset')} ${builtIn === 1 ? 'comes' : 'come'} with Stillroom, and ${own === 0 ? 'none is' : `${inThousands(own)} ${own === 1 ? 'is' : 'are'}`} your own.`,
    added: (label: string) => `${quoted(label)} is added, and chosen on the console.`,
    elsewhere: 'They are found, changed, saved as files and removed on the console, before a session.',
    hint: 'Under a label of two random words. Never a name, never a diagnosis.',
  },
  roomLook: {
    title: 'For the next person',
    about: 'Every turnover takes the room to this light, gently.',
    brightness: 'Brightness',
    warmth: 'Warmth',
    percent,
    warmths: {
      2000: 'Candlelight',
      2200: 'Very warm',
      2700: 'Warm',
      3000: 'Soft white',
      4000: 'Neutral',
    },
    kelvin: (warmthK: number) => `${Math.round(warmthK)}\u202fK`,
    coloured: 'A colour',
  },
  door,
  pin,
  loginStart: {
    title: 'Start of the computer',
    name: 'Start Stillroom when somebody logs in',
    off: 'It then also comes back by itself when it dies, even in a session.',
    fromNextLogin: 'From the next login on, it starts and comes back by itself when it dies.',
    comesBack: 'It starts at login, and comes back by itself when it dies.',
    onceOnly: 'It starts at login. This system cannot start it again when it dies.',
  },
  earlier: {
    title: 'Earlier versions',
    about:
      'What presets, settings and lists of music were before somebody changed them: the last ten of each.',
    presets: 'Presets as they were',
    settings: 'Settings as they were',
    music: 'Lists of music as they were',
    none: 'Nothing was kept yet that differs from now.',
    until: (wallMs: number, nowMs: number) => `Until ${clockOn(wallMs, nowMs)}`,
    presetsSince: labelsSince,
    settingsSince: ({ changed, roomName }: Pick<EarlierSettings, 'changed' | 'roomName'>): string[] => [
      `Changed since: ${listed(changed.map((name) => (name === 'roomName' ? `the room\u2019s name, which was ${quoted(roomName)}` : SETTINGS[name])))}.`,
    ],
    musicSince: ({ areMarksOther, ...lists }: Omit<EarlierMusic, 'id' | 'untilWallMs'>): string[] => [
      ...labelsSince(lists),
      ...(areMarksOther ? ['The marks of tracks were changed since.'] : []),
    ],
    goBack: 'Go back',
    goBackTo: (wallMs: number, nowMs: number) => `Go back to how it was until ${clockOn(wallMs, nowMs)}`,
    isBack: 'It is as it was then.',
    undo: 'Undo',
    isUndone: 'It is as it was before you went back.',
  },
  whole: {
    title: 'For another room or computer',
    about:
      'Presets, lists of music and settings in one file. It holds plans too, but no PIN and no key of a bridge.',
    save: 'Save as a file',
    saved: 'Saved.',
    takeOver: 'Take over from a file',
    takenOver: ({ presets, lists, leftOut }: TakenOver) =>
      `Taken over: ${counted(presets, 'preset')} of your own, ${counted(lists, 'list')} of music, and the settings.${leftOut === 0 ? '' : ` ${counted(leftOut, 'preset')} could not be read.`} The bridge, the loudspeaker and the display by the door are chosen here.`,
    undo: 'Undo',
    isUndone: 'It is as it was before.',
  },
  log: {
    name: 'Log',
    save: 'Save as CSV',
    saved: 'Saved.',
    about: 'of 90 days, no names',
  },
};
