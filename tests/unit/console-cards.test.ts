// The console's three cards: what they show of light, sound and door, the patient's steps included.

import { describe, expect, it } from 'vitest';
import { lookOfLamp, spotsOf } from '../../renderer/nurse/chart/lamp-light.ts';
import { doorCard, fullLightText, lightCard, soundCard } from '../../renderer/nurse/console/console-cards.ts';
import { levelInAWord } from '../../renderer/words/level-text.ts';
import type { FaultCode, LampView, LightsView } from '../../shared/ipc/snapshot.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type RunningSession, type Session } from '../../shared/session/session.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';
import type { SoundView } from '../../shared/sound/sound-view.ts';

const NOW = 45 * MINUTE_MS;
const awakeUntil = 90 * MINUTE_MS;

/** A Spravato session whose dose was marked at 10 min, after events at 44 min, at 45 min. */
const sessionAfter = (...events: readonly SessionEvent[]): RunningSession => {
  const [preset] = BUILT_IN_PRESETS;
  if (preset === undefined) throw new Error('there is always a built-in preset');
  const begun: Session = reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0).session;
  const dosed = reduce(begun, { type: 'doseMark' }, 10 * MINUTE_MS).session;
  const session = events.reduce((s, event) => reduce(s, event, NOW - MINUTE_MS).session, dosed);
  if (session.stage !== 'running') throw new Error('nothing here ends the session');
  return session;
};

const lamp = (id: string, role: LampView['role'], reachable = true, isChanged = false): LampView => ({
  id,
  name: id,
  role,
  reachable,
  isUntold: false,
  isUnclear: false,
  runsOther: false,
  isChanged,
  afterPowerCut: null,
  from: { brightnessPct: 0, warmthK: 2200 },
  to: { brightnessPct: 40, warmthK: 2200 },
  beganAt: 1000,
  endsAt: 3000,
});

const lights = (...lamps: readonly LampView[]): LightsView => ({
  source: 'bridge',
  state: 'ready',
  commands: 'taken',
  bridgeName: null,
  address: null,
  answersInMs: 9,
  health: { model: null, software: null, lastFault: null, commandsLastHour: 0 },
  rooms: [],
  roomId: null,
  trying: null,
  lamps,
});

const sound: SoundView = {
  state: 'ready',
  levelDb: -12,
  playing: {
    trackId: 'far',
    title: 'Far Shore',
    playlistTitle: 'Slow Water',
    place: 4,
    of: 5,
    endsAtWallMs: 6 * MINUTE_MS,
  },
  playlists: [],
  library: { revision: 1, isScanning: false, trackCount: 5, unplayableCount: 0, measuring: null },
  outputs: {
    isKnown: true,
    present: [{ id: 'a', name: 'Headphones' }],
    inUse: { id: 'a', name: 'Headphones' },
    isLost: false,
    isStopped: false,
  },
  chairDb: null,
  trial: null,
};

const heard = (view: SoundView, ...codes: readonly FaultCode[]) => ({
  sound: view,
  faults: codes.map((code) => ({ code, about: null, sinceWallMs: 0 })),
});

const said = (card: { readonly lines: readonly { readonly text: string }[] }): readonly string[] =>
  card.lines.map((line) => line.text);

describe('the light card', () => {
  it('says "as agreed" when nobody changed anything', () => {
    expect(said(lightCard(sessionAfter(), lights(lamp('a', 'ambient')), NOW))).toEqual(['as agreed']);
  });

  it("shows the patient's steps and the lamps that do not answer together", () => {
    const card = lightCard(
      sessionAfter({ type: 'darker', awakeUntil }),
      lights(lamp('a', 'ambient', false), lamp('b', 'none', false), lamp('c', 'ambient')),
      NOW,
    );
    expect(said(card)).toEqual(['1 lamp does not answer', 'patient: one step darker']);
  });

  it("counts this room's lamps that were changed by hand, after the patient's steps", () => {
    const byHand = lights(lamp('a', 'ambient', true, true), lamp('b', 'none', true, true));
    expect(said(lightCard(sessionAfter(), byHand, NOW))).toEqual(['1 lamp changed by hand']);
    const wished = sessionAfter({ type: 'darker', awakeUntil });
    expect(said(lightCard(wished, byHand, NOW))).toEqual([
      'patient: one step darker',
      '1 lamp changed by hand',
    ]);
  });

  it('names the lamps whose light is not known', () => {
    const untold = { ...lamp('Floor', 'ambient'), isUntold: true };
    expect(said(lightCard(sessionAfter(), lights(untold), NOW))).toEqual(['light not known: Floor']);
  });

  it('shows Full light while that is on', () => {
    expect(lightCard(sessionAfter({ type: 'fullLight' }), lights(lamp('a', 'task')), NOW).head).toMatch(
      /^100/,
    );
  });

  it.each<[string, Partial<LightsView>, readonly string[]]>([
    [
      'a bridge that was never reached',
      { state: 'connecting', commands: 'failing' },
      ['looking for the bridge'],
    ],
    ['a bridge that is gone', { state: 'away', commands: 'failing' }, ['no lamp answers']],
    ['lamps that are all without power', { lamps: [lamp('a', 'ambient', false)] }, ['no lamp answers']],
    ['a bridge that refuses', { commands: 'failing' }, ['asked for 8\u202f%, and not answered']],
  ])('shows no brightness that nobody knows: %s', (_, wrong, lines) => {
    const card = lightCard(sessionAfter(), { ...lights(lamp('a', 'ambient')), ...wrong }, NOW);
    expect(card.head).toBe('Not known');
    expect(said(card)).toEqual(lines);
  });
});

describe('the sound card', () => {
  it('shows in a word how loud it is, and what is heard', () => {
    const card = soundCard(sessionAfter({ type: 'softer', awakeUntil }), heard(sound), NOW, 0);
    expect(card.head).toBe('Soft · Far Shore');
    expect(said(card)).toEqual(['patient: one step softer', 'Slow Water, 4 of 5 · 6 min left']);
  });

  it('shows why nothing is heard', () => {
    const silent = { ...sound, levelDb: null, playing: null };
    expect(soundCard(sessionAfter({ type: 'silence', awakeUntil }), heard(silent), NOW, 0)).toEqual({
      head: 'Silence',
      lines: [{ text: 'patient asked for silence', tone: 'patient' }],
    });
    expect(said(soundCard(sessionAfter({ type: 'fullLight' }), heard(silent), NOW, 0))).toEqual([
      'out while Full light is on',
    ]);
  });

  it('never shows silence before the player reports it', () => {
    expect(soundCard(sessionAfter({ type: 'silence', awakeUntil }), heard(sound), NOW, 0)).toEqual({
      head: 'Soft · Far Shore',
      lines: [
        { text: 'patient asked for silence', tone: 'patient' },
        { text: 'fading out', tone: 'plain' },
      ],
    });
  });

  it('never shows music from a player that is lost or has not started', () => {
    const silent = { ...sound, levelDb: null, playing: null };
    expect(soundCard(sessionAfter(), heard({ ...silent, state: 'lost' }), NOW, 0)).toEqual({
      head: 'Silence',
      lines: [{ text: 'the player is starting again', tone: 'wrong' }],
    });
    expect(soundCard(sessionAfter(), heard(silent), NOW, 0)).toEqual({
      head: 'Silence',
      lines: [{ text: 'beginning softly', tone: 'plain' }],
    });
  });

  it('shows how loud it is, not how loud it will be', () => {
    const softly = { ...sound, levelDb: -25 };
    expect(soundCard(sessionAfter({ type: 'louder', awakeUntil }), heard(softly), NOW, 0).head).toBe(
      'Whisper · Far Shore',
    );
  });

  it('shows the level in dB once it was measured at the chair', () => {
    const measured = { ...sound, levelDb: -8, chairDb: 54 };
    expect(soundCard(sessionAfter(), heard(measured), NOW, 0).head).toBe('Soft, 46 dB(A) · Far Shore');
  });

  it.each(['playlistMissing', 'playlistEmpty'] as const)('never says that music begins: %s', (code) => {
    const silent = { ...sound, levelDb: null, playing: null };
    expect(said(soundCard(sessionAfter(), heard(silent, code), NOW, 0))).toEqual([
      'there is nothing to play',
    ]);
  });

  it('never shows a level that no output plays', () => {
    const none = { ...sound, outputs: { ...sound.outputs, present: [], inUse: null } };
    expect(soundCard(sessionAfter(), heard(none), NOW, 0)).toEqual({
      head: 'Silence',
      lines: [{ text: 'no sound output is plugged in', tone: 'wrong' }],
    });
  });

  it('never shows music while the output is lost', () => {
    const lost = { ...sound, outputs: { ...sound.outputs, isLost: true } };
    expect(soundCard(sessionAfter(), heard(lost), NOW, 0)).toEqual({
      head: 'Silence',
      lines: [{ text: 'the sound output is gone', tone: 'wrong' }],
    });
    const stopped = { ...lost, outputs: { ...lost.outputs, isStopped: true } };
    expect(soundCard(sessionAfter(), heard(stopped), NOW, 0).lines).toEqual([
      { text: 'no sound gets out of this computer', tone: 'wrong' },
    ]);
  });

  it('has a word for every level', () => {
    expect([0, -9, -14, -27].map(levelInAWord)).toEqual(['Full', 'Moderate', 'Soft', 'Whisper']);
  });
});

describe('the sentence of Full light', () => {
  const full = (...given: Parameters<typeof lamp>): LampView => ({
    ...lamp(...given),
    to: { brightnessPct: 100, warmthK: 4000 },
  });
  const two = lights(full('Desk', 'task'), full('Window', 'ambient'));

  it('says that it is on once the bridge has taken it', () => {
    expect(fullLightText({ ...two, commands: 'awaited' })).toBe('Full light is asked for.');
    expect(fullLightText(two)).toBe('Full light is on.');
  });

  it('names the lamps of the room that do not answer', () => {
    const without = lights(
      full('Desk', 'task', false),
      full('Window', 'ambient'),
      full('Hall', 'none', false),
    );
    expect(fullLightText(without)).toBe('Full light is on, but Desk does not answer.');
  });

  it('names the lamps that are lower all the same, since they do not do as they are told', () => {
    const low = lights(full('Window', 'ambient'), lamp('Desk', 'task'), lamp('Hall', 'none'));
    expect(fullLightText(low)).toBe('Full light is on. Desk is lower: use the wall switch.');
  });

  it.each<[string, LightsView]>([
    ['the bridge is gone', { ...two, state: 'away', commands: 'failing' }],
    ['the bridge refuses', { ...two, commands: 'failing' }],
    ['no lamp has power', lights(lamp('Desk', 'task', false))],
    ['the room has no lamps', lights(lamp('Hall', 'none'))],
  ])('sends staff to the wall switch when %s', (_, view) => {
    expect(fullLightText(view)).toBe('Full light is asked for, but no lamp answers: use the wall switch.');
  });
});

describe('the door card', () => {
  it('never bars staff, whatever the sign', () => {
    expect(doorCard(sessionAfter({ type: 'someone', awakeUntil }))).toMatchObject({
      head: 'Please go in',
    });
    expect(said(doorCard(sessionAfter()))).toEqual(['staff welcome']);
  });
});

describe('the picture of the room', () => {
  it('shows a fading lamp on the straight way from one look to the other', () => {
    const one = lamp('a', 'ambient');
    expect([0, 2000, 9000].map((wallMs) => lookOfLamp(one, wallMs).brightnessPct)).toEqual([0, 20, 40]);
  });

  it('has a separate place in the picture for each of twenty lamps', () => {
    const roles = [...Array(14).fill('ambient'), 'task', 'task', 'task', 'door', 'door', 'none'] as const;
    const spots = [...spotsOf(roles.map((role, i) => lamp(`${i}`, role))).values()];
    expect(spots).toHaveLength(19);
    expect(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size).toBe(19);
    for (const { x, y } of spots) expect(x > 0 && x < 372 && y > 0 && y < 232).toBe(true);
  });
});
