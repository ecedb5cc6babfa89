// The event lines: one JSON object a line, in seconds since Start.

import { describe, expect, it } from 'vitest';
import { openEventLines } from '../../main/room/event-lines.ts';
import type { LightPath } from '../../shared/score/light-score.ts';

const written = () => {
  const lines: string[] = [];
  const events = openEventLines((line) => lines.push(line));
  return { events, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') as unknown };
};

const path = (to: LightPath['to'], reachAt: number): LightPath => ({ at: 0, now: to, to, reachAt });

describe('an event line', () => {
  it('is one JSON object, and ends its line', () => {
    const { events, lines } = written();
    events.told({ kind: 'session', what: 'started', at: 5000 });
    events.track(6000, 'A "quoted"\nname', 'Slow Water');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(JSON.parse(line)).toBeTypeOf('object');
    }
  });

  it('counts seconds from Start, and from the newest Start', () => {
    const { events, last } = written();
    events.told({ kind: 'session', what: 'started', at: 1_000_000 });
    events.told({ kind: 'phase', phase: 'onset', at: 1_090_500 });
    expect(last()).toEqual({ at: 90.5, kind: 'phase', phase: 'onset' });
    events.told({ kind: 'session', what: 'started', at: 2_000_000 });
    events.told({ kind: 'check', minute: 40, state: 'due', at: 2_001_000 });
    expect(last()).toEqual({ at: 1, kind: 'check', minute: 40, state: 'due' });
  });

  it('before any Start is at 0', () => {
    const { events, last } = written();
    events.fault(1_790_000_000_000, { code: 'bridgeHangs', about: null }, false);
    expect(last()).toEqual({ at: 0, kind: 'fault', code: 'bridgeHangs', about: null, isOver: false });
  });

  it('of a look says where a role goes, in what tint, and in how many seconds', () => {
    const { events, last } = written();
    const warm = path({ brightnessPct: 8.04, warmthK: 2000.4 }, 180_000);
    events.told({ kind: 'look', role: 'ambient', path: warm, at: 0 });
    expect(last()).toEqual({
      at: 0,
      kind: 'look',
      role: 'ambient',
      brightnessPct: 8,
      warmthK: 2000,
      fadeS: 180,
    });
    const blue = path({ brightnessPct: 30, colour: { x: 0.17, y: 0.15 } }, -5);
    events.told({ kind: 'look', role: 'task', path: blue, at: 0 });
    expect(last()).toEqual({
      at: 0,
      kind: 'look',
      role: 'task',
      brightnessPct: 30,
      x: 0.17,
      y: 0.15,
      fadeS: 0,
    });
  });

  it('of sound and door says the level and the sign', () => {
    const { events, last } = written();
    events.told({ kind: 'sound', levelDb: -8, overMs: 1500, at: 0 });
    expect(last()).toEqual({ at: 0, kind: 'sound', levelDb: -8, fadeS: 1.5 });
    events.told({ kind: 'sound', levelDb: null, overMs: 0, at: 0 });
    expect(last()).toEqual({ at: 0, kind: 'sound', levelDb: null, fadeS: 0 });
    events.told({ kind: 'door', sign: 'askedFor', at: 0 });
    expect(last()).toEqual({ at: 0, kind: 'door', sign: 'askedFor' });
  });
});
