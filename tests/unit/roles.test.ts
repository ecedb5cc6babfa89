import { describe, expect, it } from 'vitest';
import { guessRole, rolesFor } from '../../main/lights/roles.ts';

describe('the role guessed for a lamp', () => {
  it.each([
    'Door lamp',
    'Corridor',
    'Hall 2',
    'exit sign',
    'Türlampe',
    'Tu\u0308r',
    'Tuerlicht',
    'Flur',
    'Eingang',
  ])('%s is at the door', (name) => {
    expect(guessRole(name)).toBe('door');
  });

  it.each([
    'Desk task lamp',
    'Reading light',
    'Exam lamp',
    'Schreibtischlampe',
    'Arbeitslicht',
    'Untersuchungsleuchte',
  ])('%s is to work by', (name) => {
    expect(guessRole(name)).toBe('task');
  });

  it.each(['Ceiling left', 'Floor lamp', 'Deckenlampe', 'Lamp 12', 'Network shelf', 'Sample', ''])(
    '%j is ambient',
    (name) => {
      expect(guessRole(name)).toBe('ambient');
    },
  );
});

describe('the roles of a room', () => {
  const lamps = [
    { id: '1', name: 'Ceiling' },
    { id: '2', name: 'Desk' },
    { id: '3', name: 'Door' },
  ];

  it('are guessed until a person chooses', () => {
    expect(rolesFor(lamps, {})).toEqual({ '1': 'ambient', '2': 'task', '3': 'door' });
  });

  it('follow what a person chose, and leave alone what was taken out', () => {
    expect(rolesFor(lamps, { '2': 'ambient', '3': 'none', '9': 'task' })).toEqual({
      '1': 'ambient',
      '2': 'ambient',
    });
  });

  it('are not confused by ids that objects have of themselves', () => {
    expect(rolesFor([{ id: 'constructor', name: 'Ceiling' }], {})).toEqual({ constructor: 'ambient' });
  });
});
