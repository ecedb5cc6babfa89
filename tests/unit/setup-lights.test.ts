// What Set-up says of bridges, lamps and power cuts, from made-up facts: it never says more than they do.

import { describe, expect, it } from 'vitest';
import { changedLamps } from '../../renderer/nurse/console/console-cards.ts';
import { afterPowerCutOf } from '../../renderer/nurse/setup/after-power-cut.ts';
import { goesUnencrypted, idParts, pairingText, secondsUntil } from '../../renderer/nurse/setup/pairing.ts';
import { ago, named } from '../../renderer/words/counting.ts';
import { words } from '../../renderer/words/index.ts';
import type { FoundBridgeView, LampView, LightsView, PairingView } from '../../shared/ipc/snapshot.ts';

const OFF = { brightnessPct: 0, warmthK: 2200 };

const lamp = (name: string, more: Partial<LampView> = {}): LampView => ({
  ...{ id: name, name, role: 'ambient', reachable: true, isChanged: false, afterPowerCut: 'asBefore' },
  isUntold: false,
  isUnclear: false,
  runsOther: false,
  ...{ from: OFF, to: OFF, beganAt: 0, endsAt: 0 },
  ...more,
});

const lights = (source: LightsView['source']): LightsView => ({
  ...{
    source,
    state: 'ready',
    commands: 'taken',
    bridgeName: 'Hue',
    address: '192.168.1.20',
    answersInMs: 9,
  },
  health: { model: null, software: null, lastFault: null, commandsLastHour: 0 },
  ...{ rooms: [], roomId: null, lamps: [], trying: null },
});

const { lights: say, powerCut } = words.setup;

describe('a bridge that is looked for', () => {
  const bridge: FoundBridgeView = { bridgeId: '001788fffe1a2b3c', name: 'Hue', address: '', isInUse: false };
  const said = (pairing: PairingView | null, source: LightsView['source'] = 'practice', isPaired = false) =>
    pairingText({ pairing, lights: lights(source), faults: [] }, isPaired);
  const looking = (isSearching: boolean, found: readonly FoundBridgeView[]): PairingView => ({
    step: 'search',
    isSearching,
    found,
  });

  it('is told apart by the six digits on its sticker', () => {
    expect(idParts('001788fffe1a2b3c')).toEqual({ head: '001788FFFE', sticker: '1A2B3C' });
  });

  it('is looked for, found, or not found, in a sentence each', () => {
    expect(said(looking(true, []))).toBe(say.looking);
    expect(said(looking(true, [bridge]))).toBe('1 bridge found, still looking …');
    expect(said(looking(false, [bridge, bridge]))).toBe('2 bridges found.');
    expect(said(looking(false, []))).toBe(say.noneFound);
  });

  it('is named where its button is to be pressed', () => {
    expect(said({ step: 'button', name: 'Ward two', untilWallMs: 0 })).toBe(
      'Press the round button on “Ward two”.',
    );
  });

  it('is called connected only once it is the one in use, and was just paired', () => {
    expect(said(null)).toBe('');
    expect(said(null, 'bridge')).toBe('');
    expect(said(null, 'practice', true)).toBe('');
    expect(said(null, 'bridge', true)).toBe(say.connectedRoles);
    const faults = [{ code: 'roomUnchosen', about: null, sinceWallMs: 0 }] as const;
    expect(pairingText({ pairing: null, lights: lights('bridge'), faults }, true)).toBe(say.connectedChoose);
  });

  it('leaves whole seconds to press its button, never fewer than none', () => {
    expect(secondsUntil(60_000, 0)).toBe(60);
    expect(secondsUntil(60_000, 59_100)).toBe(1);
    expect(secondsUntil(60_000, 90_000)).toBe(0);
  });
});

describe('an address typed with http://', () => {
  it('leads a key unencrypted to another machine, and to no other', () => {
    expect(goesUnencrypted(' http://192.168.1.20')).toBe(true);
    expect(goesUnencrypted('HTTP://hue-bridge.local/api')).toBe(true);
    expect(goesUnencrypted('192.168.1.20')).toBe(false);
    expect(goesUnencrypted('https://192.168.1.20')).toBe(false);
    expect(goesUnencrypted('http://127.0.0.1:8080')).toBe(false);
    expect(goesUnencrypted('http://localhost')).toBe(false);
    expect(goesUnencrypted('http://localhost.example')).toBe(true);
  });
});

describe('after a power cut', () => {
  it('tells nothing of a room without lamps, and nothing of lamps that are left alone', () => {
    expect(afterPowerCutOf([])).toBeNull();
    expect(afterPowerCutOf([lamp('a', { role: 'none', afterPowerCut: 'otherwise' })])).toBeNull();
  });

  it('counts those that come up in full white among those that can be told', () => {
    const lamps = [
      lamp('a', { afterPowerCut: 'otherwise' }),
      lamp('b'),
      lamp('c', { afterPowerCut: null }),
      lamp('d', { role: 'none', afterPowerCut: 'otherwise' }),
    ];
    expect(afterPowerCutOf(lamps)).toEqual({ kind: 'white', white: 1, of: 2, untold: ['c'] });
    expect(powerCut.white(1, 2)).toBe('1 of 2 lamps comes up in full white when their power returns.');
    expect(powerCut.white(2, 2)).toBe('Both lamps come up in full white when their power returns.');
    expect(powerCut.white(5, 5)).toBe('All 5 lamps come up in full white when their power returns.');
    expect(powerCut.white(1, 1)).toBe('The lamp comes up in full white when its power returns.');
  });

  it('is as before when every lamp that can be told says so', () => {
    expect(afterPowerCutOf([lamp('a'), lamp('b', { afterPowerCut: null })])).toMatchObject({
      kind: 'asBefore',
    });
    expect(afterPowerCutOf([lamp('a', { afterPowerCut: null })])).toMatchObject({ kind: 'none' });
  });
});

describe('lamps that were changed by hand', () => {
  it('are those of this room, by name', () => {
    const lamps = [lamp('a', { isChanged: true }), lamp('b'), lamp('c', { isChanged: true, role: 'none' })];
    expect(changedLamps({ lamps })).toEqual(['a']);
  });

  it('are named up to two, and the others counted', () => {
    expect(named(['Floor'])).toBe('Floor');
    expect(named(['Floor', 'Desk'])).toBe('Floor and Desk');
    expect(named(['Floor', 'Desk', 'Wall', 'Shelf'])).toBe('Floor, Desk and 2 more');
    expect(words.actions.changedByHand(['Floor'])).toMatch(/^Floor was changed by hand/);
    expect(words.actions.changedByHand(['Floor', 'Desk'])).toMatch(/^Floor and Desk were changed by hand/);
  });
});

describe('how long ago', () => {
  it('is told in the largest units that still say something', () => {
    const SECOND = 1000;
    const HOUR = 3600 * SECOND;
    expect([2, 40, 200].map((seconds) => ago(seconds * SECOND))).toEqual([
      'just now',
      '40 s ago',
      '3 min ago',
    ]);
    expect([2, 2.1, 96].map((hours) => ago(hours * HOUR))).toEqual([
      '2 h ago',
      '2 h 6 min ago',
      '4 days ago',
    ]);
  });
});
