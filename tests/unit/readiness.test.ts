// What the console says before Start, from made-up snapshots: it is never more sure than the facts are.

import { describe, expect, it } from 'vitest';
import { findPresets } from '../../renderer/nurse/find-presets.ts';
import { fitSaid } from '../../renderer/nurse/fit-said.ts';
import { readinessOf } from '../../renderer/nurse/readiness.ts';
import { words } from '../../renderer/words/index.ts';
import { BUILT_IN_PRESETS } from '../../shared/built-in-presets.ts';
import type { Fit, FitEntry } from '../../shared/fit.ts';
import type { PhaseName, Preset, Role } from '../../shared/preset.ts';
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

const playlist: PlaylistView = {
  ...{ id: 'folder:strings', title: 'Strings', kind: 'folder', trackCount: 9, lengthMs: 8_400_000 },
};

const MIN = 60_000;

const entry = (phase: PhaseName, hasWords = false, title = 'Low Tide'): FitEntry => ({
  ...{ trackId: title, title, phase, atMs: 0, lengthMs: 4 * MIN, hasWords, isRepeat: false, suits: null },
});

const covering: Fit = {
  ...{ neededMs: 160 * MIN, coveredMs: 160 * MIN, covers: true, repeatsFromMs: null },
  ...{ unknownLengths: 0, unmeasured: 0, missing: [], entries: [entry('settle'), entry('deep')] },
};

const short: Fit = { ...covering, covers: false, coveredMs: 70 * MIN, repeatsFromMs: 70 * MIN };

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
  sound: {
    ...{ state: 'ready', playing: null, playlists: [playlist], chairDb: null, trial: null },
    library: { revision: 1, isLooking: false, trackCount: 9, unplayableCount: 0, measuring: null },
    outputs: { isKnown: false, present: [], inUse: null, isLost: false },
    ...changes.sound,
  },
  quiet: {
    ...{ keptAwake: true, onMains: true, doorWindow: false, disk: null },
    door: { displays: [], chosen: null, isAway: false },
    ...changes.quiet,
  },
  faults: (changes.faults ?? []).map((code) => ({ code, about: null, sinceWallMs: 0 })),
});

const preset: Preset = { ...spravato, playlist: 'folder:strings' };

const fact = (topic: string, facts: Facts, of: Preset = preset, fit: Fit | null = covering) =>
  readinessOf(facts, of, fit).find((found) => found.topic === topic);

/** What is said of the music. */
const music = (fit: Fit | null, changes: Partial<Preset> = {}, sound: Partial<Snapshot['sound']> = {}) =>
  fact('music', room({ sound }), { ...preset, ...changes }, fit);

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
  it('lasts for the session and half an hour more', () => {
    expect(music(covering)).toEqual({
      ...{ topic: 'music', state: 'ready', hint: null },
      said: 'lasts 2 h 40 min, the session and half an hour more',
    });
  });

  it('says when it begins again and how, and that this is nothing to mend', () => {
    expect(music(short)).toMatchObject({
      state: 'ready',
      said: 'lasts 1 h 10 min, then begins again, cross-fading',
    });
    expect(music(short, { joins: 'gapless' })?.said).toMatch(/without a gap$/);
  });

  it('claims no length while the length of one track is unknown', () => {
    expect(music({ ...covering, unknownLengths: 1 })?.said).toBe('the length of 1 track is not known yet');
  });

  it('is wrong where there is nothing to play, and says in which phases', () => {
    expect(music({ ...covering, missing: ['onset', 'deep'] })).toMatchObject({
      state: 'wrong',
      said: 'nothing to play in onset and deep',
    });
    expect(music({ ...covering, missing: ['settle'], entries: [] })).toMatchObject({
      state: 'wrong',
      said: words.ready.musicMissing,
    });
  });

  it('has a hint, and never a warning, for words before the end', () => {
    const early = { ...covering, entries: [entry('onset', true), entry('deep', true, 'Far Shore')] };
    expect(music(early)).toMatchObject({ state: 'ready', hint: 'has words in onset and deep' });
    expect(music({ ...covering, entries: [entry('rest', true), entry('settle', true)] })?.hint).toBeNull();
  });

  it('is nothing to worry about when silence was chosen, even with the player away', () => {
    const silent = { ...preset, playlist: null };
    const everyPhase = { settle: null, onset: null, deep: null, return: null, rest: null };
    const away = room({ sound: { state: 'lost' } });
    expect(fact('music', away, silent)).toMatchObject({ state: 'ready', said: words.ready.musicNone });
    expect(fact('music', away, { ...preset, playlistsByPhase: everyPhase })?.said).toBe(
      words.ready.musicNone,
    );
    expect(fact('music', away)?.state).toBe('look');
  });

  it('is wrong while the sound output is gone, whatever would play', () => {
    const outputs = { isKnown: true, present: [], inUse: { id: 'a', name: 'Headphones' }, isLost: true };
    expect(music(covering, {}, { outputs })).toMatchObject({ state: 'wrong', said: words.ready.outputLost });
  });

  it('says that there is no output, and asks for a choice where nobody knows which of several is used', () => {
    const none = { isKnown: true, present: [], inUse: null, isLost: false };
    expect(music(covering, {}, { outputs: none })).toMatchObject({
      state: 'wrong',
      said: words.ready.outputNone,
    });
    const present = ['Headphones', 'Speakers'].map((name) => ({ id: name, name }));
    expect(music(covering, {}, { outputs: { ...none, present } })).toMatchObject({
      state: 'look',
      said: words.ready.outputUnclear,
    });
    const inUse = { id: 'Speakers', name: 'Speakers' };
    expect(music(covering, {}, { outputs: { ...none, present, inUse } })).toMatchObject({ state: 'ready' });
  });

  it('hints at tracks that are not measured yet', () => {
    expect(music({ ...covering, unmeasured: 3 })).toMatchObject({
      state: 'ready',
      hint: words.ready.musicUnmeasured(3),
    });
  });

  it('is looked up until main has answered', () => {
    expect(music(null)).toMatchObject({ state: 'ready', said: words.ready.musicLooking });
  });
});

describe('the fit in sentences', () => {
  it('says what is wrong before what is so, and names one track with words', () => {
    const fit = {
      ...short,
      missing: ['rest'] as const,
      entries: [entry('onset', true), entry('onset', true), entry('deep', true, 'Far Shore')],
    };
    expect(fitSaid(fit, preset)).toEqual([
      'There is nothing to play in rest; choose a playlist that is here.',
      'The music lasts 1 h 10 min and then begins again, cross-fading.',
      '“Low Tide” has words and comes in onset, and 1 other like it. Words are often kept for the end; it is the patient’s choice.',
    ]);
  });

  it('does not say how long nothing lasts', () => {
    expect(fitSaid({ ...covering, entries: [] }, preset)).toEqual([]);
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

  it('says that the display by the door is away, only while somebody wants the sign there', () => {
    const door = { displays: [], chosen: { id: '7', name: 'HP E24', isRooms: false }, isAway: true };
    const lamps = [lamp('desk', 'task'), lamp('door', 'door')];
    expect(fact('door', room({ quiet: { door, doorWindow: true } }))).toMatchObject({
      state: 'look',
      said: words.ready.doorAway,
    });
    expect(fact('door', room({ lights: { lamps }, quiet: { door, doorWindow: true } }))?.said).toBe(
      words.ready.doorAwayLamp,
    );
    expect(fact('door', room({ quiet: { door, doorWindow: false } }))?.said).toBe(words.ready.doorNone);
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
