// The publisher sends whole snapshots, numbered, once for a burst of changes.

import { describe, expect, it } from 'vitest';
import { openPublisher } from '../../main/room/publisher.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { EMPTY_ROOM } from '../../shared/session/session.ts';

const ROOM: Omit<Snapshot, 'revision'> = {
  roomName: 'Room 1',
  clock: { wallMs: 0, sessionMs: 0, rate: 1 },
  view: 'console',
  session: EMPTY_ROOM,
  presets: { revision: 1, count: 3 },
  keptChanges: null,
  roomLook: { brightnessPct: 40, warmthK: 2200 },
  lock: 'none',
  lights: {
    source: 'practice',
    state: 'connecting',
    commands: 'taken',
    bridgeName: null,
    address: null,
    answersInMs: null,
    health: { model: null, software: null, lastFault: null, commandsLastHour: 0 },
    rooms: [],
    roomId: null,
    lamps: [],
    trying: null,
  },
  pairing: null,
  sound: {
    state: 'starting',
    playing: null,
    levelDb: null,
    playlists: [],
    chairDb: null,
    trial: null,
    library: { revision: 0, isScanning: true, trackCount: 0, unplayableCount: 0, measuring: null },
    outputs: { isKnown: false, present: [], inUse: null, isLost: false, isStopped: false },
  },
  quiet: {
    asksAwake: false,
    awake: null,
    onMains: null,
    doorWindow: false,
    disk: null,
    door: { displays: [], chosen: null, isAway: false },
    doorTellsWish: false,
    loginStart: null,
  },
  faults: [],
  notices: [],
  isPinDamaged: false,
  keysEncrypted: true,
  isPinReadable: false,
};

const nextTurn = (): Promise<void> => new Promise((done) => void setImmediate(done));

type Publisher = ReturnType<typeof openPublisher>;

const opened = (onPublish: (publisher: Publisher, snapshot: Snapshot) => void = () => {}) => {
  const published: Snapshot[] = [];
  let roomName = 'Room 1';
  const publisher = openPublisher(
    () => ({ ...ROOM, roomName }),
    (snapshot) => {
      published.push(snapshot);
      onPublish(publisher, snapshot);
    },
  );
  return {
    publisher,
    published,
    name: (to: string): void => {
      roomName = to;
    },
  };
};

describe('the publisher', () => {
  it('publishes nothing until something changes', async () => {
    const { published } = opened();
    await nextTurn();
    expect(published).toEqual([]);
  });

  it('publishes once for a burst of changes, with what is true at its end', async () => {
    const { publisher, published, name } = opened();
    publisher.changed();
    name('Room 2');
    publisher.changed();
    name('Room 3');
    publisher.changed();
    expect(published).toEqual([]);
    await nextTurn();
    expect(published).toEqual([{ ...ROOM, roomName: 'Room 3', revision: 3 }]);
  });

  it('numbers snapshots upwards, so that an older one is recognised', async () => {
    const { publisher, published } = opened();
    for (let i = 0; i < 5; i++) {
      publisher.changed();
      await nextTurn();
    }
    expect(published.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
  });

  it('answers at any time with the newest snapshot and its number', () => {
    const { publisher, name } = opened();
    expect(publisher.snapshot().revision).toBe(0);
    publisher.changed();
    name('Room 9');
    expect(publisher.snapshot()).toMatchObject({ revision: 1, roomName: 'Room 9' });
  });

  it('publishes a change that comes while it publishes', async () => {
    const { publisher, published } = opened((self, { revision }) => {
      if (revision === 1) self.changed();
    });
    publisher.changed();
    await nextTurn();
    await nextTurn();
    expect(published.map(({ revision }) => revision)).toEqual([1, 2]);
  });
});
