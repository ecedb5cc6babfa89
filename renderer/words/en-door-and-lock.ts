// English for Set-up's door, for the PIN, and for the console while it is locked. The lock says what runs, and never who
// lies in the room.

import { counted, inLetters } from './counting.ts';

/** The sign by the door, and its display. */
export const door = {
  title: 'Door',
  open: 'Open door window',
  close: 'Close door window',
  closed: 'The sign is closed.',
  onDisplay: (name: string) => `The sign is on ${name}.`,
  asWindow: 'The sign is a window; move it to where it is seen.',
  away: (name: string) => `${name} is not connected, so the sign waits and comes back with it.`,
  awayClosed: (name: string) => `${name} is not connected now.`,
  isRooms: (name: string) => `The room itself is on ${name} now, so the sign waits and never covers it.`,
  awayAny: 'No second display is connected, so the sign waits for one.',
  tellsWish: 'Say on it what a patient asks for, such as water',
  tellsWishAbout: 'Without it the sign only says “Please go in”; the console always says what for.',
  display: 'Display by the door',
  any: 'Any that is not the room’s',
  oneOf: (name: string, place: number, of: number) => `${name} (${place} of ${of} from the left)`,
  missing: (name: string) => `${name}, not connected`,
  roomIsOn: (name: string) => `The room is on ${name}; the sign never covers it.`,
  onlyOne: 'With one display the sign opens as a window that you may move.',
};

/** The console's PIN. */
export const pin = {
  title: 'PIN of the console',
  none: 'No PIN is set: whoever is in the room can use the console.',
  isSet: 'The console locks itself after three minutes, and whenever the patient display is shown.',
  set: 'Set a PIN',
  change: 'Change the PIN',
  remove: 'Take the PIN away',
  present: 'PIN that is set now',
  presentHint: 'Asked once more, so that nobody changes it in passing.',
  first: 'New PIN',
  firstHint: 'Four to eight digits.',
  again: 'New PIN once more',
  againHint: 'The same digits, so that no slip locks you out.',
  keep: 'Keep this PIN',
  cancel: 'Leave it as it is',
  kept: 'The PIN is set.',
  removed: 'The PIN is taken away.',
  tooShort: 'A PIN has four to eight digits.',
  differs: 'The two are not the same; type both once more.',
  forgotten: 'Forgotten? Close Stillroom, delete the line “pin” in settings.json, and open it again.',
  readable:
    'This computer has no key store: whoever takes its disk can find the PIN out. Keep the computer locked.',
  always: 'Full light, the patient’s keys and On my way need no PIN.',
};

/** The locked console. */
export const lock = {
  title: 'Locked',
  lock: 'Lock',
  nothingRuns: 'No session is running.',
  pad: 'PIN',
  waits: (ms: number) => {
    const minutes = Math.ceil(ms / 60_000);
    const long =
      ms <= 30_000 ? 'half a minute' : minutes === 1 ? 'a minute' : `${inLetters(minutes)} minutes`;
    return `Too many PINs were wrong; wait ${long}, then type it once more.`;
  },
  typed: (count: number) => (count === 0 ? 'Type the PIN' : `${counted(count, 'digit')} typed`),
  erase: 'Erase',
  unlock: 'Unlock',
  tooShort: 'A PIN has four to eight digits.',
  patientDisplay: 'Patient display',
  damaged: {
    title: 'The PIN can no longer be read',
    steps: [
      'End Stillroom. In a session, restart the computer: the session goes on afterwards.',
      'Delete the line “pin” in settings.json.',
      'Open Stillroom again, and set a new PIN in Set-up.',
    ],
    still: 'Full light, a quiet check and the patient’s keys still work.',
  },
};
