// What a patient writes and draws: how long it lasts, and that nothing of it is there for the next person.

import * as v from 'valibot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LONGEST_WRITING, PaperSchema } from '../../shared/paper.ts';
import { EMPTY_ROOM, type IdleRoom, type Session } from '../../shared/session.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { play, running, SPRAVATO } from './session-arbitraries.ts';

const room = vi.hoisted(() => {
  const listeners: ((snapshot: unknown) => void)[] = [];
  const stillroom = {
    send: async () => ({ ok: false, error: 'failed' }),
    onSnapshot: (listener: (snapshot: unknown) => void) => {
      listeners.push(listener);
      return () => undefined;
    },
  };
  (globalThis as unknown as { window: unknown }).window = { stillroom };
  let revision = 0;
  return {
    /** The room becomes this, as main would publish it. */
    becomes: (session: unknown) => {
      revision += 1;
      for (const tell of listeners) tell({ revision, session });
    },
  };
});

const {
  addStroke,
  clearDrawing,
  forgetPages,
  hasPages,
  isWishedKept,
  openPage,
  pagesPaper,
  presentPages,
  undoDrawing,
  wishKept,
  write,
} = await import('../../renderer/patient/pages.ts');

const SESSION = running(play(SPRAVATO, [0, 'doseMark']).session);
const AHEAD = { pages: 'ahead', label: 'ahead', volumes: 'ahead', scenes: 'ahead', look: 'ahead' } as const;

const inTurnover = (pages: 'ahead' | 'done' | 'later'): IdleRoom => ({
  ...EMPTY_ROOM,
  turnover: { endedAt: 0, preset: null, changes: [], steps: { ...AHEAD, pages } },
});

const become = (session: Session): void => room.becomes(session satisfies Snapshot['session']);

const SIZE = { width: 800, height: 500 };
const stroke = (n: number) => ({ outline: `M0 0L${n} ${n}Z`, ink: '#e8a13a' });

beforeEach(() => {
  forgetPages();
  write('begun');
  become(SESSION);
  write('');
});

describe('pages', () => {
  it('are none until something is written or drawn', () => {
    write('  \n ');
    expect([hasPages(), pagesPaper()]).toEqual([false, null]);
    write('the sea');
    expect(pagesPaper()).toEqual({ kind: 'pages', writing: 'the sea', drawn: null });
  });

  it('are put on paper as they were drawn', () => {
    addStroke(stroke(1), SIZE);
    addStroke(stroke(2), { width: 1, height: 1 });
    const paper = pagesPaper();
    expect(paper).toEqual({
      kind: 'pages',
      writing: '',
      drawn: { ...SIZE, strokes: [stroke(1), stroke(2)] },
    });
    expect(v.safeParse(PaperSchema, paper).success).toBe(true);
  });

  it('take no more than can be kept', () => {
    write('a'.repeat(LONGEST_WRITING + 1));
    expect(v.safeParse(PaperSchema, pagesPaper()).success).toBe(true);
  });

  it('are wished to be kept only where there is something', () => {
    wishKept(true);
    expect(isWishedKept()).toBe(false);
    write('x');
    expect(isWishedKept()).toBe(true);
    wishKept(false);
    expect(isWishedKept()).toBe(false);
  });
});

describe('undo', () => {
  it('takes back one stroke at a time, and all parts of a long one', () => {
    addStroke(stroke(1), SIZE);
    addStroke(stroke(2), SIZE);
    addStroke(stroke(3), SIZE, true);
    undoDrawing();
    expect(presentPages().strokes).toEqual([stroke(1)]);
  });

  it('brings back what was cleared', () => {
    addStroke(stroke(1), SIZE);
    addStroke(stroke(2), SIZE);
    clearDrawing();
    expect(hasPages()).toBe(false);
    undoDrawing();
    expect(presentPages().strokes).toEqual([stroke(1), stroke(2)]);
  });

  it('of nothing does nothing', () => {
    clearDrawing();
    undoDrawing();
    expect(presentPages().strokes).toEqual([]);
  });
});

describe('what is on the pages', () => {
  beforeEach(() => {
    openPage('write');
    write('for me');
    wishKept(true);
  });

  it('stays while the session goes on, and when it is over, until the turnover comes to it', () => {
    become({ ...SESSION, overAt: 1 });
    become(inTurnover('ahead'));
    expect(presentPages()).toMatchObject({ open: 'write', writing: 'for me', isWishedKept: true });
  });

  it.each(['done', 'later'] as const)(
    'is forgotten once the turnover says of pages that it is %s',
    (state) => {
      become(inTurnover('ahead'));
      become(inTurnover(state));
      expect(presentPages()).toMatchObject({
        open: null,
        writing: '',
        strokes: [],
        before: [],
        isWishedKept: false,
      });
    },
  );

  it('is forgotten when another session starts', () => {
    become({ ...SESSION, startedAt: SESSION.startedAt + 1 });
    expect([hasPages(), presentPages().open]).toEqual([false, null]);
  });

  it('is forgotten in a room that is ready for the next person', () => {
    become(EMPTY_ROOM);
    expect(hasPages()).toBe(false);
  });
});
