// What the console says before Start, from made-up snapshots: it is never more sure than the facts are.

import { describe, expect, it } from 'vitest';
import { findPresets } from '../../renderer/nurse/find-presets.ts';
import { playlistMs, readinessOf, usualLengthMs } from '../../renderer/nurse/readiness.ts';
import { words } from '../../renderer/words/index.ts';
import { BUILT_IN_PRESETS } from '../../shared/built-in-presets.ts';
import type { Preset, Role } from '../../shared/preset.ts';
import type { FaultCode, LampView, LightsView, PlaylistView, Snapshot } from '../../shared/snapshot.ts';

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};

const spravato = at(BUILT_IN_PRESETS, 0);
const OFF = { brightnessPct: 0, warmthK: 2200 };

const lamp = (id: string, role: Role, reachable = true): LampView => ({
  id,
  name: id,
  role,
  reachable,
  isChanged: false,
  afterPowerCut: null,
  from: OFF,
  to: OFF,
  beganAt: 0,
  endsAt: 0,
});

const playlist = (...lengthsS: (number | null)[]): PlaylistView => ({
  id: 'folder:strings',
  title: 'Strings',
  isBundled: false,
  tracks: lengthsS.map((durationS, i) => ({ id: `track-${i}`, title: `Track ${i}`, durationS })),
  unreadable: [],
});

const bridge: LightsView = {
  source: 'bridge',
  state: 'ready',
  bridgeName: 'Bridge',
  address: '192.168.1.20',
  answersInMs: 8.6,
  health: { model: null, software: null, lastFault: null, commandsLastHour: 0 },
  rooms: [],
  roomId: null,
  trying: null,
  lamps: [lamp('ceiling', 'ambient'), lamp('desk', 'task')],
};

type Facts = Pick<Snapshot, 'lights' | 'sound' | 'quiet' | 'faults'>;

const room = (changes: {
  readonly lights?: Partial<LightsView>;
  readonly sound?: Partial<Snapshot['sound']>;
  readonly quiet?: Partial<Snapshot['quiet']>;
  readonly faults?: readonly FaultCode[];
}): Facts => ({
  lights: { ...bridge, ...changes.lights },
  sound: { state: 'ready', playing: null, playlists: [playlist(7200, 1200)], ...changes.sound },
  quiet: { keptAwake: true, onMains: true, doorWindow: false, ...changes.quiet },
  faults: (changes.faults ?? []).map((code) => ({ code, about: null, sinceWallMs: 0 })),
});

const preset: Preset = { ...spravato, playlist: 'folder:strings' };

const fact = (topic: string, facts: Facts, of: Preset = preset) =>
  readinessOf(facts, of).find((found) => found.topic === topic);

describe('the usual length of a session', () => {
  it('counts settle and the phases', () => {
    expect(usualLengthMs(spravato)).toBe(130 * 60_000);
  });

  it('goes on to the assess mark where that is later', () => {
    expect(usualLengthMs({ ...spravato, assessMin: 150 })).toBe(160 * 60_000);
  });
});

describe('lights', () => {
  it('are ready when every lamp answers, with how fast', () => {
    expect(fact('lights', room({}))).toMatchObject({ state: 'ready', said: '2 lamps answer in 9 ms' });
  });

  it('are worth a look when some lamps do not answer, and wrong when none does', () => {
    const some = room({ lights: { lamps: [lamp('Floor', 'ambient'), lamp('Desk', 'task', false)] } });
    expect(fact('lights', some)).toMatchObject({ state: 'look', said: 'Desk does not answer' });
    const none = room({ lights: { lamps: [lamp('Floor', 'ambient', false)] } });
    expect(fact('lights', none)).toMatchObject({ state: 'wrong', said: 'Floor does not answer' });
  });

  it('name two of the lamps that do not answer, and count the others', () => {
    const away = ['Floor', 'Desk', 'Shelf', 'Wall'].map((name) => lamp(name, 'ambient', false));
    const said = (count: number) =>
      fact('lights', room({ lights: { lamps: [lamp('Ceiling', 'ambient'), ...away.slice(0, count)] } }))
        ?.said;
    expect(said(2)).toBe('Floor and Desk do not answer');
    expect(said(4)).toBe('Floor, Desk and 2 more do not answer');
  });

  it('say what keeps the whole bridge from this room, whatever else is known of it', () => {
    const faults = (...codes: readonly FaultCode[]) => fact('lights', room({ faults: codes }));
    expect(faults('bridgeUnauthorised')).toMatchObject({ state: 'wrong', said: words.ready.keyInvalid });
    expect(faults('roomUnchosen')).toMatchObject({ state: 'wrong', said: words.ready.roomUnchosen });
    expect(faults('roomUnchosen', 'bridgeNotItself')?.said).toBe(words.ready.notItself);
    expect(faults('bridgeHangs')).toMatchObject({ state: 'ready' });
  });

  it('are wrong without lamps or without a bridge, whatever was known of it before', () => {
    expect(fact('lights', room({ lights: { lamps: [] } }))?.state).toBe('wrong');
    expect(fact('lights', room({ lights: { state: 'away' } }))).toMatchObject({
      state: 'wrong',
      said: words.ready.away,
    });
    expect(fact('lights', room({ lights: { state: 'connecting' } }))?.state).toBe('look');
  });

  it('are named as the practice room when that is what they are', () => {
    expect(fact('lights', room({ lights: { source: 'practice' } }))?.said).toMatch(/^practice room: /);
  });
});

describe('music', () => {
  it('covers all when it is at least as long as the session', () => {
    expect(fact('music', room({}))).toMatchObject({ state: 'ready', said: '2 h 20 min, covers all' });
  });

  it('says that it begins again when it is shorter', () => {
    const short = room({ sound: { playlists: [playlist(1200)] } });
    expect(fact('music', short)).toMatchObject({ state: 'ready', said: words.ready.musicRepeats(1_200_000) });
  });

  it('claims no length while the length of one track is unknown', () => {
    expect(playlistMs(playlist(9000, null))).toBeNull();
    const unknown = room({ sound: { playlists: [playlist(9000, null)] } });
    expect(fact('music', unknown)?.said).toBe(words.ready.musicUnknown(2));
  });

  it('is wrong when the playlist is not here or empty', () => {
    expect(fact('music', room({ sound: { playlists: [] } }))).toMatchObject({
      state: 'wrong',
      said: words.ready.musicMissing,
    });
    expect(fact('music', room({ sound: { playlists: [playlist()] } }))?.state).toBe('wrong');
  });

  it('is nothing to worry about when none was chosen, even with the player away', () => {
    const silent = { ...preset, playlist: null };
    expect(fact('music', room({ sound: { state: 'lost' } }), silent)).toMatchObject({
      state: 'ready',
      said: words.ready.musicNone,
    });
    expect(fact('music', room({ sound: { state: 'lost' } }))?.state).toBe('look');
  });
});

describe('display and door', () => {
  it('say that the display stays awake, and ask for the mains when it runs on its battery', () => {
    expect(fact('display', room({ quiet: { onMains: false } }))?.said).toBe(words.ready.awakeOnBattery);
    expect(fact('display', room({ quiet: { onMains: null } }))?.said).toBe(words.ready.awake);
    expect(fact('display', room({}))?.said).toBe(words.ready.awakeOnMains);
  });

  it('counts a door lamp only when it answers', () => {
    const lamps = [lamp('desk', 'task'), lamp('door', 'door')];
    const away = [lamp('desk', 'task'), lamp('door', 'door', false)];
    expect(fact('door', room({ lights: { lamps } }))?.said).toBe(words.ready.doorLamp);
    expect(fact('door', room({ lights: { lamps: away } }))).toMatchObject({ state: 'look' });
    expect(fact('door', room({ lights: { lamps, state: 'away' } }))?.said).toBe(words.ready.doorNone);
    expect(fact('door', room({ lights: { lamps }, quiet: { doorWindow: true } }))?.said).toBe(
      words.ready.doorBoth,
    );
  });
});

describe('finding a preset', () => {
  const presets = [
    { label: 'Quiet Harbour', kind: 'spravato' },
    { label: 'Édelweiß Orchard', kind: 'iv' },
  ] as const;
  const labels = (sought: string) => findPresets(presets, sought).map(({ label }) => label);

  it('passes over case, marks and spaces', () => {
    expect(labels('  edel ')).toEqual(['Édelweiß Orchard']);
    expect(labels('HARB qui')).toEqual(['Quiet Harbour']);
  });

  it('finds by the kind too, everything by nothing, and nothing by what nobody is called', () => {
    expect(labels('infusion')).toEqual(['Édelweiß Orchard']);
    expect(labels(' ')).toHaveLength(2);
    expect(labels('Amber')).toEqual([]);
  });
});
