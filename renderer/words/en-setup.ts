// English for Set-up: read by whoever sets the room up, before a session and not in a hurry.

import type { Role } from '../../shared/preset.ts';
import { counted, span } from './counting.ts';

const roles: Readonly<Record<Role | 'none', string>> = {
  ambient: 'Ambient',
  task: 'Task',
  door: 'Door',
  none: 'Left alone',
};

/** What Set-up says. */
export const setup = {
  title: 'Set-up',
  back: 'Back',
  running: 'A session is running. What would disturb the room can be changed when it is over.',
  whyNot: 'A session is running; change this when it is over.',
  room: {
    title: 'Room',
    name: 'Room name',
    nameHint: 'Shown here and on the door. A room, never a person.',
    saved: 'Saved.',
    save: 'Save',
  },
  lights: {
    title: 'Lights',
    practiceMeans: 'Lamps that are only drawn, to learn and to try things with.',
    bridge: (name: string | null, address: string | null) =>
      `${name ?? 'Hue bridge'}${address === null ? '' : ` at ${address}`}`,
    states: {
      connecting: 'Looking for it …',
      ready: (ms: number | null) =>
        ms === null ? 'Answers.' : `Answers in ${Math.max(1, Math.round(ms))} ms.`,
      away: 'Does not answer.',
    },
    address: 'Bridge address',
    addressExample: '192.168.1.20',
    pressFirst: 'Press the round button on the bridge first, then Connect.',
    connect: 'Connect',
    connecting: 'Connecting …',
    connected: 'Connected. Now give each lamp of this room its role.',
    usePractice: 'Use the practice room',
    lamps: 'Lamps',
    noLamps: 'No lamps are known yet.',
    roleOf: (lamp: string) => `Role of ${lamp}`,
    roles,
    unreachable: 'does not answer',
    rolesHint:
      'Ambient lamps make the room. Task lamps are where staff look and work. The door lamp tells outside.',
  },
  music: {
    title: 'Music',
    add: 'Add a folder',
    remove: 'Remove',
    removeNamed: (title: string) => `Remove ${title}`,
    bundled: 'comes with Stillroom',
    summary: (count: number, ms: number | null) =>
      ms === null ? counted(count, 'track') : `${counted(count, 'track')}, ${span(ms)}`,
    tracks: 'Tracks',
    unreadable: (files: readonly string[]) =>
      `${counted(files.length, 'file')} cannot be played and ${files.length === 1 ? 'is' : 'are'} left out: ${files.join(', ')}.`,
    none: 'There is no music yet. Add a folder with music files.',
    length: (seconds: number) =>
      `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`,
  },
  presets: {
    title: 'Presets',
    add: 'Add a preset from a file',
    builtIn: 'comes with Stillroom',
    hint: 'Under a label of two random words. Never a name, never a diagnosis.',
  },
  door: {
    title: 'Door',
    hint: 'A second window, for a display by the door. Staff are always welcome.',
    open: 'Open door window',
    close: 'Close door window',
  },
  log: {
    title: 'Log',
    save: 'Save as CSV',
    saved: 'Saved.',
    hint: 'Every turn of every session and every fault of the last 90 days, with the preset’s label and no name.',
  },
  keys: {
    title: 'Keys',
    encrypted: 'The key of the bridge is kept encrypted by this computer’s key store.',
    readable:
      'This computer has no key store, so the key of the bridge lies readable on its disk. Keep the computer locked.',
  },
};
