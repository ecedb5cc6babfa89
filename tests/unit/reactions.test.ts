// What follows in the room, on the screens and in the log when something happens in a session.

import { expect, it } from 'vitest';
import { startClock } from '../../main/room/clock.ts';
import { openReactions, type ReactionParts } from '../../main/room/reactions.ts';
import { openRoom } from '../../main/room/room.ts';
import type { View } from '../../shared/ipc/snapshot.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { eventOf, SPRAVATO } from './session-arbitraries.ts';
import { toldErrors } from './told-errors.ts';

/** A room with its reactions, whose parts write down what they are asked to do. */
const reacting = (firstView: View = 'console', breaks: () => void = () => {}) => {
  const done: string[] = [];
  const logged: string[] = [];
  const writes = (what: string) => (): void => void done.push(what);
  const clock = startClock(1, 0, { wall: () => 0, steady: () => 0, up: () => 0 });
  const parts = {
    session: () => room.session(),
    clock,
    log: {
      append: (entry) => {
        if (entry.kind !== 'happening') return;
        const { happening, label } = entry;
        logged.push(`${'what' in happening ? happening.what : happening.kind}, ${label}`);
      },
    },
    lines: null,
    roomLights: {
      guarded: { takeBack: writes('takes lamps back') },
      lights: { tidy: async () => writes('tidies the bridge')() },
      trial: { giveWay: writes('ends Try it') },
    },
    keptSession: { keep: breaks },
    pages: { forgetIfOver: writes('forgets pages that are over') },
    desktop: {
      keepAwake: (isRunning: boolean) => writes(`keeps awake: ${isRunning}`)(),
      checkReadiness: writes('checks readiness'),
    },
    fullScreen: (on: boolean) => writes(`full screen: ${on}`)(),
    lock: { lock: writes('locks') },
    faults: { set: (_part, present) => void done.push(...present.map(({ code }) => code)) },
    changed: writes('publishes'),
    firstView,
  } as ReactionParts;
  const reactions = openReactions(parts);
  const room = openRoom({
    clock,
    light: () => {},
    sound: () => {},
    changed: reactions.onSession,
    tell: reactions.onTold,
  });
  const happens = (event: SessionEvent): readonly string[] => {
    done.length = 0;
    room.apply(event);
    room.close();
    return [...done];
  };
  return { reactions, happens, logged, done };
};

const START: SessionEvent = { type: 'start', preset: SPRAVATO, found: null };

it('shows the locked patient display over the whole screen once a session starts', () => {
  const { reactions, happens, logged } = reacting();
  const done = happens(START);
  expect(reactions.view()).toBe('patient');
  expect(done).toEqual(expect.arrayContaining(['locks', 'full screen: true', 'ends Try it']));
  expect(done).toContain('keeps awake: true');
  expect(logged[0]).toMatch(/^started, \w/);
});

it('shows the console to whoever presses Full light, and looks at readiness there', () => {
  const { reactions, happens } = reacting('patient');
  expect(happens(eventOf('fullLight', 0))).toEqual(
    expect.arrayContaining(['checks readiness', 'full screen: false']),
  );
  expect(reactions.view()).toBe('console');
});

it('takes lamps that were changed by hand along with a new phase and with a step of light, and with no other', () => {
  const { happens } = reacting();
  expect(happens(START)).toContain('takes lamps back');
  expect(happens(eventOf('louder', 0))).not.toContain('takes lamps back');
  expect(happens(eventOf('lighter', 0))).toContain('takes lamps back');
});

it('is back on the console once a start was taken back, with nothing left on the bridge', () => {
  const { reactions, happens } = reacting();
  happens(START);
  expect(reactions.view()).toBe('patient');
  expect(happens(eventOf('undoStart', 0))).toContain('tidies the bridge');
  expect(reactions.view()).toBe('console');
});

it('keeps the window of a session open, and asks for the PIN instead', () => {
  const { reactions, happens, done } = reacting();
  expect(reactions.mayClose()).toBe(true);
  happens(START);
  done.length = 0;
  expect(reactions.mayClose()).toBe(false);
  expect(done).toEqual(expect.arrayContaining(['locks', 'staysOpen']));
  expect(reactions.view()).toBe('console');
});

const told = toldErrors();

it('does everything else when one part breaks', async () => {
  const { happens } = reacting('console', () => {
    throw new Error('the disk is full');
  });
  expect(happens(START)).toEqual(
    expect.arrayContaining(['forgets pages that are over', 'keeps awake: true', 'publishes']),
  );
  expect(await told()).toHaveLength(1);
});
