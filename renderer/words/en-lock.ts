// English for the console's lock. It says what runs, and never who lies in the room.

export const lock = {
  title: 'Locked',
  lock: 'Lock',
  nothingRuns: 'No session is running.',
  fullLightOn: 'Full light is on.',
  pad: 'PIN',
  typed: (count: number) =>
    count === 0 ? 'Type the PIN' : `${count} ${count === 1 ? 'digit' : 'digits'} typed`,
  erase: 'Erase',
  unlock: 'Unlock',
  tooShort: 'A PIN has four to eight digits.',
  patientDisplay: 'Patient display',
};
