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

/** The presets as a newly started program finds them: what was answered is there. */
const onDisk = (): Presets => openPresets(folder.path);

beforeEach(async () => {
  presets = openPresets(folder.path);
  await presets.save(OWN);
});

describe('what is kept of a session', () => {
  it('changes a person’s own preset, and nothing else in it', async () => {
    afterwards(OWN);
    expect(await kept.keep(CHANGES.slice(0, 1), null)).toEqual({ ok: true, value: OWN.id });
    expect(onDisk().find(OWN.id)).toEqual(withChanges(OWN, CHANGES.slice(0, 1)));
    expect(offered()).toEqual([]);
  });

  it('becomes a new preset beside one that comes with Stillroom', async () => {
    afterwards(SPRAVATO);
    const answer = await kept.keep(CHANGES, 'Amber Heron');
    expect(answer).toEqual({ ok: true, value: 'amber-heron' });
    const changed = withChanges(SPRAVATO, CHANGES);
    expect(onDisk().find('amber-heron')).toEqual({ ...changed, id: 'amber-heron', label: 'Amber Heron' });
    expect(onDisk().find(SPRAVATO.id)).toEqual(SPRAVATO);
  });

  it('is refused where it has nowhere to go, or was never offered', async () => {
    afterwards(SPRAVATO);
    expect(await kept.keep(CHANGES, null)).toEqual({ ok: false, error: 'builtInPreset' });
    const stranger: SessionChange = { kind: 'light', phase: 'rest', steps: 9 };
    expect(await kept.keep([stranger], 'Amber Heron')).toEqual({ ok: false, error: 'wrongShape' });
    expect(onDisk().all()).toHaveLength(BUILT_IN_PRESETS.length + 1);
    expect(offered()).toEqual(CHANGES);
  });

  it('goes into the preset as it is now, whatever music and label it was given since Start', async () => {
    afterwards(OWN);
    const since = { ...OWN, label: 'Calm Cove', playlist: null };
    await presets.save(since);
    await kept.keep(CHANGES.slice(0, 1), null);
    expect(onDisk().find(OWN.id)).toEqual(withChanges(since, CHANGES.slice(0, 1)));
  });

  it('can become a new preset where the old one is gone', async () => {
    afterwards(OWN);
    await presets.remove(OWN.id);
    expect(await kept.keep(CHANGES, null)).toEqual({ ok: false, error: 'builtInPreset' });
    expect((await kept.keep(CHANGES, 'Amber Heron')).ok).toBe(true);
    expect(onDisk().find('amber-heron')?.phases).toEqual(withChanges(OWN, CHANGES).phases);
  });
});

describe('what was kept and is taken back', () => {
  it('leaves an own preset as it was, and can be kept otherwise', async () => {
    afterwards(OWN);
    await kept.keep(CHANGES, null);
    expect(await kept.takeBack()).toEqual({ ok: true, value: null });
    expect(onDisk().find(OWN.id)).toEqual(OWN);
    expect(offered()).toEqual(CHANGES);
    await kept.keep(CHANGES.slice(1), null);
    expect(onDisk().find(OWN.id)).toEqual(withChanges(OWN, CHANGES.slice(1)));
  });

  it('is known to every screen with its label, until it is taken back', async () => {
    afterwards(OWN);
    expect(kept.view()).toBeNull();
    await kept.keep(CHANGES.slice(0, 1), null);
    expect(kept.view()).toEqual({ changes: CHANGES.slice(0, 1), label: OWN.label });
    await kept.takeBack();
    expect(kept.view()).toBeNull();
    await kept.keep(CHANGES, 'Amber Heron');
    expect(kept.view()).toEqual({ changes: CHANGES, label: 'Amber Heron' });
  });

  it('is kept once, however often it is pressed before it is on the disk', async () => {
    afterwards(OWN);
    const [first, second] = [kept.keep(CHANGES, null), kept.keep(CHANGES, null)];
    expect((await first).ok).toBe(true);
    expect(await second).toEqual(await first);
    expect(onDisk().find(OWN.id)).toEqual(withChanges(OWN, CHANGES));
    expect((await kept.takeBack()).ok).toBe(true);
  });

  it('gives what is pressed for something else meanwhile an answer of its own', async () => {
    afterwards(OWN);
    const [first, other] = [kept.keep(CHANGES, null), kept.keep(CHANGES, 'Amber Heron')];
    expect((await first).ok).toBe(true);
    expect(await other).toEqual({ ok: false, error: 'wrongShape' });
    expect(onDisk().find(OWN.id)).toEqual(withChanges(OWN, CHANGES));
    expect(
      onDisk()
        .summaries()
        .some(({ label }) => label === 'Amber Heron'),
    ).toBe(false);
  });

  it('leaves no new preset behind', async () => {
    afterwards(SPRAVATO);
    await kept.keep(CHANGES, 'Amber Heron');
    await kept.takeBack();
    expect(onDisk().find('amber-heron')).toBeNull();
  });

  it('cannot be taken back twice, nor once its label is wiped', async () => {
    afterwards(OWN);
    expect((await kept.takeBack()).ok).toBe(false);
    await kept.keep(CHANGES, null);
    const wiped: SessionEvent = { type: 'wiped', step: 'label', state: 'done' };
    room.apply(wiped);
    expect(kept.view()).toBeNull();
    expect(await kept.takeBack()).toEqual({ ok: false, error: 'noTurnover' });
    expect(await kept.keep(CHANGES, null)).toEqual({ ok: false, error: 'noTurnover' });
    expect(onDisk().find(OWN.id)).toEqual(withChanges(OWN, CHANGES));
  });
});
