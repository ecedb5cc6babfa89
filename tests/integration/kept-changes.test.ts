// What was changed in a session is kept on a real disk, in a person's own preset or in a new one, and taken back as if it
// had never been.

import { beforeEach, describe, expect, it } from 'vitest';
import { startClock } from '../../main/room/clock.ts';
import { type KeptChanges, openKeptChanges } from '../../main/room/kept-changes.ts';
import { openRoom, type Room } from '../../main/room/room.ts';
import { openPresets, type Presets } from '../../main/storage/presets.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { type SessionChange, withChanges } from '../../shared/session/changes.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import type { Turnover } from '../../shared/session/session.ts';
import { keptFolder } from './kept-files.ts';

const folder = keptFolder('kept-changes');
const SPRAVATO = BUILT_IN_PRESETS[0] as Preset;
const OWN: Preset = { ...SPRAVATO, id: 'quiet-harbour', label: 'Quiet Harbour' };
const CHANGES: readonly SessionChange[] = [
  { kind: 'light', phase: 'deep', steps: -1 },
  { kind: 'silence', phase: 'rest' },
];

let presets: Presets;
let room: Room;
let kept: KeptChanges;

/** A room that waits to be turned over after a session with this preset and all these changes. */
const afterwards = (preset: Preset): void => {
  const turnover: Turnover = {
    endedAt: 1000,
    preset,
    changes: CHANGES,
    steps: { pages: 'ahead', label: 'ahead', volumes: 'ahead', look: 'ahead', scenes: 'ahead' },
  };
  room = openRoom({
    clock: startClock(1),
    light: () => undefined,
    sound: () => undefined,
    changed: () => undefined,
    tell: () => undefined,
    session: { stage: 'idle', left: null, fullLightSince: null, turnover },
  });
  kept = openKeptChanges(room, presets);
};

const offered = (): readonly SessionChange[] => {
  const session = room.session();
  return session.stage === 'idle' ? (session.turnover?.changes ?? []) : [];
};

/** The presets as a newly started program finds them. */
const onDisk = (): Presets => {
  presets.flush();
  return openPresets(folder.path);
};

beforeEach(() => {
  presets = openPresets(folder.path);
  presets.save(OWN);
});

describe('what is kept of a session', () => {
  it('changes a person’s own preset, and nothing else in it', () => {
    afterwards(OWN);
    expect(kept.keep(CHANGES.slice(0, 1), null)).toEqual({ ok: true, value: OWN.id });
    expect(onDisk().find(OWN.id)).toEqual(withChanges(OWN, CHANGES.slice(0, 1)));
    expect(offered()).toEqual([]);
  });

  it('becomes a new preset beside one that comes with Stillroom', () => {
    afterwards(SPRAVATO);
    const answer = kept.keep(CHANGES, 'Amber Heron');
    expect(answer).toEqual({ ok: true, value: 'amber-heron' });
    const changed = withChanges(SPRAVATO, CHANGES);
    expect(onDisk().find('amber-heron')).toEqual({ ...changed, id: 'amber-heron', label: 'Amber Heron' });
    expect(onDisk().find(SPRAVATO.id)).toEqual(SPRAVATO);
  });

  it('is refused where it has nowhere to go, or was never offered', () => {
    afterwards(SPRAVATO);
    expect(kept.keep(CHANGES, null)).toEqual({ ok: false, error: 'builtInPreset' });
    const stranger: SessionChange = { kind: 'light', phase: 'rest', steps: 9 };
    expect(kept.keep([stranger], 'Amber Heron')).toEqual({ ok: false, error: 'wrongShape' });
    expect(onDisk().all()).toHaveLength(BUILT_IN_PRESETS.length + 1);
    expect(offered()).toEqual(CHANGES);
  });

  it('goes into the preset as it is now, whatever music and label it was given since Start', () => {
    afterwards(OWN);
    const since = { ...OWN, label: 'Calm Cove', playlist: null };
    presets.save(since);
    kept.keep(CHANGES.slice(0, 1), null);
    expect(onDisk().find(OWN.id)).toEqual(withChanges(since, CHANGES.slice(0, 1)));
  });

  it('can become a new preset where the old one is gone', () => {
    afterwards(OWN);
    presets.remove(OWN.id);
    expect(kept.keep(CHANGES, null)).toEqual({ ok: false, error: 'builtInPreset' });
    expect(kept.keep(CHANGES, 'Amber Heron').ok).toBe(true);
    expect(onDisk().find('amber-heron')?.phases).toEqual(withChanges(OWN, CHANGES).phases);
  });
});

describe('what was kept and is taken back', () => {
  it('leaves an own preset as it was, and can be kept otherwise', () => {
    afterwards(OWN);
    kept.keep(CHANGES, null);
    expect(kept.takeBack()).toEqual({ ok: true, value: null });
    expect(onDisk().find(OWN.id)).toEqual(OWN);
    expect(offered()).toEqual(CHANGES);
    kept.keep(CHANGES.slice(1), null);
    expect(onDisk().find(OWN.id)).toEqual(withChanges(OWN, CHANGES.slice(1)));
  });

  it('leaves no new preset behind', () => {
    afterwards(SPRAVATO);
    kept.keep(CHANGES, 'Amber Heron');
    kept.takeBack();
    expect(onDisk().find('amber-heron')).toBeNull();
  });

  it('cannot be taken back twice, nor once its label is wiped', () => {
    afterwards(OWN);
    expect(kept.takeBack().ok).toBe(false);
    kept.keep(CHANGES, null);
    const wiped: SessionEvent = { type: 'wiped', step: 'label', state: 'done' };
    room.apply(wiped);
    expect(kept.takeBack()).toEqual({ ok: false, error: 'noTurnover' });
    expect(kept.keep(CHANGES, null)).toEqual({ ok: false, error: 'noTurnover' });
    expect(onDisk().find(OWN.id)).toEqual(withChanges(OWN, CHANGES));
  });
});
