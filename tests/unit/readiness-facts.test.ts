// The readiness facts before Start, from made-up snapshots: they never claim more than is known.

import { describe, expect, it } from 'vitest';
import {
  FIXED_IN_SETUP,
  readinessOf,
  readinessSummary,
} from '../../renderer/nurse/console/readiness-facts.ts';
import { fitText } from '../../renderer/nurse/presets/fit-text.ts';
import { words } from '../../renderer/words/index.ts';
import type { AwakeAnswer, FaultCode, LampView, LightsView, Snapshot } from '../../shared/ipc/snapshot.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { PhaseName, Preset, Role } from '../../shared/preset/preset.ts';
import type { Fit, FitEntry } from '../../shared/sound/fit.ts';
import type { PlaylistView } from '../../shared/sound/sound-view.ts';

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
  isUntold: false,
  isUnclear: false,
  runsOther: false,
  isChanged: false,
  afterPowerCut: null,
  from: OFF,
  to: OFF,
  beganAt: 0,
  endsAt: 0,
});

const playlist: PlaylistView = {
  id: 'folder:strings',
  title: 'Strings',
  kind: 'folder',
  trackCount: 9,
  awayCount: 0,
  lengthMs: 8_400_000,
};

const MIN = 60_000;

const entry = (phase: PhaseName, hasWords = false, title = 'Low Tide'): FitEntry => ({
  trackId: title,
  title,
  phase,
  atMs: 0,
  lengthMs: 4 * MIN,
  hasWords,
  isRepeat: false,
  suits: null,
});

const covering: Fit = {
  neededMs: 160 * MIN,
  coveredMs: 160 * MIN,
  covers: true,
  repeatsFromMs: null,
  unknownLengths: 0,
  unmeasured: 0,
  missing: [],
  entries: [entry('settle'), entry('deep')],
};

const short: Fit = { ...covering, covers: false, coveredMs: 70 * MIN, repeatsFromMs: 70 * MIN };

const bridge: LightsView = {
  source: 'bridge',
  state: 'ready',
  commands: 'taken',
  bridgeName: 'Bridge',
  address: '192.168.1.20',
  answersInMs: 8.6,
  health: { model: null, software: null, lastFault: null, commandsLastHour: 0 },
  rooms: [],
  roomId: null,
  trying: null,
  lamps: [lamp('ceiling', 'ambient'), lamp('desk', 'task')],
};

const SPEAKERS = { id: 'speakers', name: 'Speakers' };

type Facts = Pick<Snapshot, 'lights' | 'sound' | 'quiet' | 'faults'>;

const room = (changes: {
  readonly lights?: Partial<LightsView>;
  readonly sound?: Partial<Snapshot['sound']>;
  readonly quiet?: Partial<Snapshot['quiet']>;
  readonly faults?: readonly FaultCode[];
}): Facts => ({
  lights: { ...bridge, ...changes.lights },
  sound: {
    state: 'ready',
    playing: null,
    levelDb: null,
    playlists: [playlist],
    chairDb: 58,
    trial: null,
    library: { revision: 1, isScanning: false, trackCount: 9, unplayableCount: 0, measuring: null },
    outputs: { isKnown: true, present: [SPEAKERS], inUse: SPEAKERS, isLost: false, isStopped: false },
    ...changes.sound,
  },
  quiet: {
    asksAwake: false,
    awake: 'desktop',
    onMains: true,
    doorWindow: true,
    disk: 'enough',
    door: { displays: [], chosen: null, isAway: false },
    doorTellsWish: false,
    loginStart: null,
    ...changes.quiet,
  },
  faults: (changes.faults ?? []).map((code) => ({ code, about: null, sinceWallMs: 0 })),
});

const preset: Preset = { ...spravato, playlist: 'folder:strings' };

const fact = (topic: string, facts: Facts, of: Preset = preset, fit: Fit | null = covering) =>
  readinessOf(facts, of, fit).find((found) => found.topic === topic);

/** The fact about the music. */
const music = (fit: Fit | null, changes: Partial<Preset> = {}, sound: Partial<Snapshot['sound']> = {}) =>
  fact('music', room({ sound }), { ...preset, ...changes }, fit);

describe('lights', () => {
  it('are ready when every lamp answers, and show how fast', () => {
    expect(fact('lights', room({}))).toMatchObject({ state: 'ready', text: '2 lamps answer in 9 ms' });
  });

  it('are a warning when some lamps do not answer, and wrong when none does', () => {
    const some = room({ lights: { lamps: [lamp('Floor', 'ambient'), lamp('Desk', 'task', false)] } });
    expect(fact('lights', some)).toMatchObject({
      state: 'warning',
      text: words.ready.lampsSilent(['Desk']),
    });
    const none = room({ lights: { lamps: [lamp('Floor', 'ambient', false)] } });
    expect(fact('lights', none)).toMatchObject({
      state: 'wrong',
      text: words.ready.lampsSilent(['Floor']),
    });
  });

  it('say in which lamps another program left an effect running', () => {
    const lamps = [{ ...lamp('Floor', 'ambient'), runsOther: true }, lamp('Desk', 'task')];
    expect(fact('lights', room({ lights: { lamps } }))).toMatchObject({
      state: 'ready',
      hint: words.ready.lampsRunning(['Floor']),
    });
  });

  it('are a warning that names lamps whose role has to be chosen again, and leads to Set-up', () => {
    const unclear = { ...lamp('Floor', 'ambient'), isUnclear: true };
    expect(fact('lights', room({ lights: { lamps: [unclear, lamp('Desk', 'task')] } }))).toMatchObject({
      state: 'warning',
      text: words.ready.lampsUnclear(['Floor']),
      way: words.ready.ways.lights,
    });
  });

  it('are a warning that names a lamp whose bridge does not say how it is lit', () => {
    const untold = { ...lamp('Floor', 'ambient'), isUntold: true };
    expect(fact('lights', room({ lights: { lamps: [untold, lamp('Desk', 'task')] } }))).toMatchObject({
      state: 'warning',
      text: words.ready.lampsUntold(['Floor']),
    });
  });

  it('name two of the lamps that do not answer, and count the others', () => {
    const away = ['Floor', 'Desk', 'Shelf', 'Wall'].map((name) => lamp(name, 'ambient', false));
    const said = (count: number) =>
      fact('lights', room({ lights: { lamps: [lamp('Ceiling', 'ambient'), ...away.slice(0, count)] } }))
        ?.text;
    expect(said(2)).toMatch(/^Floor and Desk do not answer/);
    expect(said(4)).toMatch(/^Floor, Desk and 2 more do not answer/);
  });

  it('show first what bars the whole bridge from this room', () => {
    const faults = (...codes: readonly FaultCode[]) => fact('lights', room({ faults: codes }));
    expect(faults('bridgeUnauthorised')).toMatchObject({
      state: 'wrong',
      text: words.faults.bridgeUnauthorised(null),
    });
    expect(faults('roomUnchosen')).toMatchObject({ state: 'wrong', text: words.faults.roomUnchosen(null) });
    expect(words.faults.roomUnchosen('Room 1')).toMatch(
      /not in “Room 1”, so none of the bridge is touched yet/,
    );
    expect(words.faults.roomUnchosen('')).toMatch(/in no room, so none of the bridge is touched yet/);
    expect(faults('roomUnchosen', 'bridgeNotItself')?.text).toBe(words.faults.bridgeNotItself(null));
    expect(faults('bridgeHangs')).toMatchObject({ state: 'ready' });
  });

  it('are wrong without lamps or without a bridge, whatever was known before', () => {
    expect(fact('lights', room({ lights: { lamps: [] } }))?.state).toBe('wrong');
    expect(fact('lights', room({ lights: { state: 'away' } }))).toMatchObject({
      state: 'wrong',
      text: words.faults.bridgeUnreachable(null),
    });
    expect(fact('lights', room({ lights: { state: 'connecting' } }))?.state).toBe('pending');
  });

  it('are named as the practice room where they belong to it', () => {
    expect(fact('lights', room({ lights: { source: 'practice' } }))?.text).toMatch(/^practice room: /);
  });
});

describe('music', () => {
  it('lasts for the session and half an hour more', () => {
    expect(music(covering)).toEqual({
      topic: 'music',
      state: 'ready',
      hint: null,
      way: null,
      text: 'lasts 2 h 40 min, the session and half an hour more',
    });
  });

  it('is ready when it repeats, and shows when and how', () => {
    expect(music(short)).toMatchObject({
      state: 'ready',
      text: 'lasts 1 h 10 min, then begins again, cross-fading',
    });
    expect(music(short, { joins: 'gapless' })?.text).toMatch(/without a gap$/);
  });

  it('claims no length while the length of one track is unknown', () => {
    expect(music({ ...covering, unknownLengths: 1 })?.text).toBe('the length of 1 track is not known yet');
  });

  it('is wrong where there is nothing to play, and names the phases', () => {
    expect(music({ ...covering, missing: ['onset', 'deep'] })).toMatchObject({
      state: 'wrong',
      text: words.ready.musicMissingIn(['onset', 'deep']),
    });
    expect(music({ ...covering, missing: ['settle'], entries: [] })).toMatchObject({
      state: 'wrong',
      text: words.ready.musicMissing,
    });
  });

  it('has a hint, and never a warning, for words before the end', () => {
    const early = { ...covering, entries: [entry('onset', true), entry('deep', true, 'Far Shore')] };
    expect(music(early)).toMatchObject({ state: 'ready', hint: 'has words in onset and deep' });
    expect(music({ ...covering, entries: [entry('rest', true), entry('settle', true)] })?.hint).toBeNull();
  });

  it('is ready when silence was chosen, even with the player lost', () => {
    const silent = { ...preset, playlist: null };
    const everyPhase = { settle: null, onset: null, deep: null, return: null, rest: null };
    const away = room({ sound: { state: 'lost', chairDb: null } });
    for (const chosen of [silent, { ...preset, playlistsByPhase: everyPhase }]) {
      expect(fact('music', away, chosen)).toMatchObject({ state: 'ready', text: words.ready.musicNone });
      expect(fact('output', away, chosen)).toMatchObject({
        state: 'ready',
        text: words.ready.outputNotNeeded,
      });
      expect(fact('level', away, chosen)).toMatchObject({ state: 'ready', text: words.ready.levelSilent });
    }
    expect(fact('output', away)?.state).toBe('warning');
  });

  it('hints at tracks that are not measured yet', () => {
    expect(music({ ...covering, unmeasured: 3 })).toMatchObject({
      state: 'ready',
      hint: words.ready.musicUnmeasured(3),
    });
  });

  it('is pending until main has answered', () => {
    expect(music(null)).toMatchObject({ state: 'pending', text: words.ready.musicLooking });
  });
});

describe('the fit in sentences', () => {
  it('shows what is wrong first, and names one track with words', () => {
    const fit = {
      ...short,
      missing: ['rest'] as const,
      entries: [entry('onset', true), entry('onset', true), entry('deep', true, 'Far Shore')],
    };
    expect(fitText(fit, preset)).toEqual([
      'There is nothing to play in rest; choose a playlist that is here.',
      'The music lasts 1 h 10 min and then begins again, cross-fading.',
      '“Low Tide” has words and comes in onset, and 1 other like it. Words are often kept for the end; it is the patient’s choice.',
    ]);
  });

  it('does not show a length where nothing plays', () => {
    expect(fitText({ ...covering, entries: [] }, preset)).toEqual([]);
  });
});

describe('the sound output', () => {
  const none = { isKnown: true, present: [], inUse: null, isLost: false, isStopped: false };
  const output = (outputs: Partial<Snapshot['sound']['outputs']>) =>
    fact('output', room({ sound: { outputs: { ...none, ...outputs } } }));

  it('is shown by its name, also where it is the only one and the system does not name the one in use', () => {
    expect(output({ present: [SPEAKERS], inUse: SPEAKERS })).toMatchObject({
      state: 'ready',
      text: 'plays on Speakers',
    });
    expect(output({ present: [SPEAKERS] })).toMatchObject({ state: 'ready', text: 'plays on Speakers' });
  });

  it('is wrong while it is lost, links to Set-up, and is not among the notices as well', () => {
    const lost = { inUse: { id: 'a', name: 'Headphones' }, isLost: true, isStopped: false };
    expect(output(lost)).toMatchObject({ state: 'wrong', text: words.ready.outputLost });
    expect(output(lost)?.way).not.toBeNull();
    expect(FIXED_IN_SETUP.outputLost).toBeDefined();
    expect(output({ ...lost, isStopped: true })?.text).toBe(words.ready.outputStopped);
    expect(FIXED_IN_SETUP.soundStopped).toBeDefined();
  });

  it('is wrong where there is none, and a warning where the one in use is not known', () => {
    expect(output({})).toMatchObject({ state: 'wrong', text: words.ready.outputNone });
    const present = [{ id: 'headphones', name: 'Headphones' }, SPEAKERS];
    expect(output({ present })).toMatchObject({ state: 'warning', text: words.ready.outputUnclear });
  });

  it('is pending until the player knows its outputs', () => {
    expect(output({ isKnown: false })?.state).toBe('pending');
  });
});

describe('the level', () => {
  /** The loudest phase of the preset is 6 dB under the normalised track; the patient may go to 0 dB. */
  const level = (chairDb: number | null, of: Preset = preset) =>
    fact('level', room({ sound: { chairDb } }), of);

  it('is shown in dB(A) at the chair, with how far Louder goes', () => {
    expect(level(58)).toMatchObject({
      state: 'ready',
      text: 'at most 52 dB(A) at the chair, 58 with Louder',
    });
    const agreed = { ...preset, limits: { ...preset.limits, soundDb: { least: -24, most: -6 } } };
    expect(level(58, agreed)?.text).toBe('at most 52 dB(A) at the chair');
  });

  it('is a warning above or below the usual range', () => {
    expect(level(61)?.state).toBe('ready');
    expect(level(62)).toMatchObject({ state: 'warning', text: words.ready.levelOver(56, 55) });
    expect(level(51)?.state).toBe('ready');
    expect(level(50)).toMatchObject({ state: 'warning', text: words.ready.levelUnder(44, 45) });
  });

  it('is never shown above the limit at the chair', () => {
    expect(level(90)?.text).toBe(words.ready.levelOver(70, 55));
  });

  it('counts only phases that have music', () => {
    const quietDeep: Preset = { ...preset, playlistsByPhase: { deep: null } };
    expect(level(62, quietDeep)).toMatchObject({ state: 'ready', text: words.ready.levelAtMost(54, 62) });
  });

  it('shows no dB before somebody has measured', () => {
    expect(level(null)).toMatchObject({ state: 'warning', way: words.ready.ways.level });
    expect(level(null)?.text).not.toMatch(/\d/);
  });
});

describe('sleep, power, door and disk', () => {
  it('show that the display stays awake only where somebody said so, and who', () => {
    const sleep = (awake: AwakeAnswer | null) => fact('sleep', room({ quiet: { awake } }))?.state;
    expect((['desktop', 'xServer', 'macos', 'untold', 'refused', null] as const).map(sleep)).toEqual([
      ...['ready', 'ready', 'ready', 'untold', 'wrong', 'pending'],
    ]);
    expect(fact('sleep', room({}))?.text).toContain('the desktop says');
    expect(readinessSummary(readinessOf(room({ quiet: { awake: 'untold' } }), preset, covering))).toBe(
      'Seven of eight are ready',
    );
  });

  it('are a warning on battery, and where the computer does not know', () => {
    expect(fact('power', room({}))).toMatchObject({ state: 'ready', text: words.ready.onMains });
    expect(fact('power', room({ quiet: { onMains: false } }))).toMatchObject({
      state: 'warning',
      text: words.ready.onBattery,
    });
    expect(fact('power', room({ quiet: { onMains: null } }))).toMatchObject({
      state: 'warning',
      text: words.ready.powerUnknown,
    });
  });

  it('count a door lamp only when it answers', () => {
    const lamps = [lamp('desk', 'task'), lamp('door', 'door')];
    const away = [lamp('desk', 'task'), lamp('door', 'door', false)];
    const quiet = { doorWindow: false };
    expect(fact('door', room({ lights: { lamps }, quiet }))?.text).toBe(words.ready.doorLamp);
    expect(fact('door', room({ lights: { lamps: away }, quiet }))).toMatchObject({ state: 'warning' });
    expect(fact('door', room({ lights: { lamps, state: 'away' }, quiet }))?.text).toBe(words.ready.doorNone);
    expect(fact('door', room({ lights: { lamps } }))?.text).toBe(words.ready.doorBoth);
  });

  it('warn that the display by the door is away while its window is wanted', () => {
    const door = { displays: [], chosen: { id: '2', name: 'Corridor', isRooms: false }, isAway: true };
    expect(fact('door', room({ quiet: { door } }))).toMatchObject({
      state: 'warning',
      text: words.ready.doorAway,
    });
  });

  it('show when the disk is nearly full, and when nothing more can be saved', () => {
    const disk = (found: 'enough' | 'low' | 'full' | null) =>
      fact('disk', room({ quiet: { disk: found } }))?.state;
    expect((['enough', 'low', 'full', null] as const).map(disk)).toEqual([
      'ready',
      'warning',
      'wrong',
      'pending',
    ]);
  });

  it('warns about the display by the door only while the sign is wanted there', () => {
    const door = { displays: [], chosen: { id: '7', name: 'HP E24', isRooms: false }, isAway: true };
    const lamps = [lamp('desk', 'task'), lamp('door', 'door')];
    expect(fact('door', room({ quiet: { door, doorWindow: true } }))).toMatchObject({
      state: 'warning',
      text: words.ready.doorAway,
    });
    expect(fact('door', room({ lights: { lamps }, quiet: { door, doorWindow: true } }))?.text).toBe(
      words.ready.doorAwayLamp,
    );
    expect(fact('door', room({ quiet: { door, doorWindow: false } }))?.text).toBe(words.ready.doorNone);
  });
});

describe('the eight together', () => {
  const facts = (changes: Parameters<typeof room>[0], fit: Fit | null = covering) =>
    readinessOf(room(changes), preset, fit);

  it('are always the same eight in the same order', () => {
    const topics = (found: ReturnType<typeof facts>) => found.map(({ topic }) => topic);
    const eight = ['lights', 'output', 'music', 'level', 'sleep', 'power', 'door', 'disk'];
    expect(topics(facts({}))).toEqual(eight);
    expect(topics(facts({ lights: { state: 'away' } }, null))).toEqual(eight);
  });

  it('are summed up in a few words, and never as ready before all are known', () => {
    expect(readinessSummary(facts({}))).toBe('All eight are ready');
    expect(readinessSummary(facts({}, null))).toBe(words.ready.asking);
    expect(readinessSummary(facts({ quiet: { onMains: false } }))).toBe('Seven of eight are ready');
  });

  it('are a whole sentence each where they need attention', () => {
    const worst = facts({
      lights: { state: 'away', lamps: [] },
      sound: {
        outputs: { isKnown: true, present: [], inUse: null, isLost: false, isStopped: false },
        chairDb: null,
      },
      quiet: { awake: 'refused', onMains: false, doorWindow: false, disk: 'full' },
    });
    const unready = worst.filter(({ state }) => state !== 'ready');
    expect(unready).toHaveLength(7);
    for (const { text } of unready) expect(text).toMatch(/^[A-Z].*\.$/);
  });
});
