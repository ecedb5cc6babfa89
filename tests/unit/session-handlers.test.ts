// Two presses of one key within a second are one press of a hurried hand, through the handlers that windows reach.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HandlerParts } from '../../main/ipc/answers.ts';
import { ONE_PRESS_MS, sessionHandlers } from '../../main/ipc/session-handlers.ts';
import { openRoom } from '../../main/room/room.ts';
import type { NurseAct } from '../../shared/session/events.ts';
import { runningPhase } from '../../shared/session/timeline.ts';
import { MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

/** A room in its onset, a minute after the dose mark, and the handlers of its session. */
const inOnset = () => {
  const room = openRoom({
    clock: { now: () => MINUTE, rate: 1 } as HandlerParts['clock'],
    light: () => undefined,
    sound: () => undefined,
    changed: () => undefined,
    tell: () => undefined,
    session: play(SPRAVATO, [0, 'doseMark']).session,
  });
  const handlers = sessionHandlers({ room, keptChanges: {} } as unknown as HandlerParts);
  return { session: () => running(room.session()), press: (act: NurseAct) => handlers.nurse({ act }) };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('two presses of one key', () => {
  it('skip one phase and add ten minutes, within a second', () => {
    const { session, press } = inOnset();
    expect(press('nextPhase')).toEqual({ ok: true, value: null });
    vi.advanceTimersByTime(ONE_PRESS_MS - 1);
    expect(press('nextPhase')).toEqual({ ok: true, value: null });
    expect(runningPhase(session()).name).toBe('deep');
    expect(press('extend').ok).toBe(true);
    const endsAt = session().phase.endsAt;
    expect(press('extend').ok).toBe(true);
    expect(session().phase.endsAt).toBe(endsAt);
  });

  it('are two after a second, or with another key in between', () => {
    const { session, press } = inOnset();
    press('nextPhase');
    vi.advanceTimersByTime(ONE_PRESS_MS);
    press('nextPhase');
    expect(runningPhase(session()).name).toBe('return');
    press('extend');
    press('nextPhase');
    expect(runningPhase(session()).name).toBe('rest');
  });

  it('hold, look in and end gently, and do not undo it, whatever the key means by then', () => {
    const { session, press } = inOnset();
    for (const act of ['hold', 'release'] as const) expect(press(act).ok).toBe(true);
    expect(session().heldAt).not.toBeNull();
    for (const act of ['quietCheck', 'endQuietCheck'] as const) expect(press(act).ok).toBe(true);
    expect(session().quietCheckSince).not.toBeNull();
    for (const act of ['gentleEnd', 'undoGentleEnd'] as const) expect(press(act).ok).toBe(true);
    expect(session().gentle).toBe(true);
    vi.advanceTimersByTime(ONE_PRESS_MS);
    for (const act of ['undoGentleEnd', 'gentleEnd'] as const) expect(press(act).ok).toBe(true);
    expect(session().gentle).toBe(false);
  });

  it('undo one press of two', () => {
    const { session, press } = inOnset();
    const twice = (act: NurseAct): void => {
      press(act);
      vi.advanceTimersByTime(ONE_PRESS_MS);
      press(act);
    };
    twice('nextPhase');
    for (const act of ['undoNextPhase', 'undoNextPhase'] as const) expect(press(act).ok).toBe(true);
    expect(runningPhase(session()).name).toBe('deep');
    twice('extend');
    for (const act of ['undoExtend', 'undoExtend'] as const) expect(press(act).ok).toBe(true);
    expect(session().phase.extendedAt).toHaveLength(1);
  });

  it('are two when the first was undone in between', () => {
    const { session, press } = inOnset();
    for (const act of ['nextPhase', 'undoNextPhase', 'nextPhase'] as const) press(act);
    expect(runningPhase(session()).name).toBe('deep');
    expect(session().skipped).toHaveLength(1);
  });

  it('never keep Full light from coming on', () => {
    const { session, press } = inOnset();
    for (const act of ['fullLight', 'undoFullLight', 'fullLight'] as const) press(act);
    expect(session().fullLightSince).not.toBeNull();
  });

  it('are refused once, not answered as if the first had been', () => {
    const { press } = inOnset();
    expect(press('roomFree')).toEqual({ ok: false, error: 'phasesNotOver' });
    expect(press('roomFree')).toEqual({ ok: false, error: 'phasesNotOver' });
  });
});
