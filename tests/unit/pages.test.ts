// What a patient writes and draws, in the window and in main: how long it lasts, that a page finds it again after a
// crash, and that the next person finds nothing of it.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPatientPages, type PatientPages } from '../../main/room/patient-pages.ts';
import { type Answer, COMMANDS, type CommandName } from '../../shared/ipc/contract.ts';
import { PrintRequestSchema } from '../../shared/ipc/print.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { PAGE_KINDS, type PageKind } from '../../shared/score/display-score.ts';
import type { PagesChange } from '../../shared/session/patient-pages.ts';
import { LONGEST_WRITING } from '../../shared/session/patient-pages.ts';
import { EMPTY_ROOM, type IdleRoom, type Session } from '../../shared/session/session.ts';
import { play, running, SPRAVATO } from './session-arbitraries.ts';

const room = vi.hoisted(() => {
  const listeners: ((snapshot: unknown) => void)[] = [];
  const main = {
    /** What main answers to a command. */
    answer: (_name: string, _argument: unknown): unknown => ({ ok: false, error: 'failed' }),
  };
  const stillroom = {
    send: async (name: string, argument: unknown) => main.answer(name, argument),
    on: (_name: string, listener: (snapshot: unknown) => void) => {
      listeners.push(listener);
      return () => undefined;
    },
  };
  (globalThis as unknown as { window: unknown }).window = { stillroom };
  let revision = 0;
  return {
    main,
    /** The room becomes this, as main would publish it. */
    becomes: (session: unknown) => {
      revision += 1;
      for (const tell of listeners) tell({ revision, session, clock: {} });
    },
  };
});

type Window = typeof import('../../renderer/patient/pages.ts');

/** A page that is loaded again and knows nothing of the one before. */
const loadWindow = async (): Promise<Window> => {
  vi.resetModules();
  const loaded = await import('../../renderer/patient/pages.ts');
  loaded.followPages();
  return loaded;
};

const SESSION = running(play(SPRAVATO, [0, 'doseMark']).session);
const AHEAD = { pages: 'ahead', label: 'ahead', volumes: 'ahead', scenes: 'ahead', look: 'ahead' } as const;

const inTurnover = (pages: 'ahead' | 'done' | 'later'): IdleRoom => ({
  ...EMPTY_ROOM,
  turnover: { endedAt: 0, preset: null, changes: [], steps: { ...AHEAD, pages } },
});

/** What main has been told, in its order. */
let told: PagesChange[];
let held: PatientPages;
let present: Session;

/** Main's side, with all that it checks. */
const answer = (name: CommandName, argument: unknown): Answer<unknown> => {
  if (name === 'pages') return { ok: true, value: structuredClone(held.present()) };
  if (name !== 'changePages') return { ok: false, error: 'failed' };
  const { startedAt, change } = v.parse(COMMANDS.changePages.argument, structuredClone(argument));
  told.push(change);
  return held.change(startedAt, change);
};

const become = (session: Session): void => {
  present = session;
  held.forgetIfOver();
  room.becomes(session satisfies Snapshot['session']);
};

const SIZE = { width: 800, height: 500 };
const stroke = (n: number) => ({ outline: `M0 0L${n} ${n}Z`, ink: '#e8a13a' });

let window: Window;
const openPage: Window['openPage'] = (kind) => window.openPage(kind);
const write: Window['write'] = (writing) => window.write(writing);
const addStroke: Window['addStroke'] = (...all) => window.addStroke(...all);
const undoDrawing: Window['undoDrawing'] = () => window.undoDrawing();
const clearDrawing: Window['clearDrawing'] = () => window.clearDrawing();
const wishKept: Window['wishKept'] = (page, isWished) => window.wishKept(page, isWished);
const usedPages: Window['usedPages'] = () => window.usedPages();
const wishedPages: Window['wishedPages'] = () => window.wishedPages();
const pagesToPrint = (kinds: readonly PageKind[] = PAGE_KINDS) => window.pagesToPrint(kinds);
const presentPages: Window['presentPages'] = () => window.presentPages();

beforeEach(async () => {
  vi.useFakeTimers();
  told = [];
  held = openPatientPages(() => present);
  room.main.answer = answer as typeof room.main.answer;
  window = await loadWindow();
  become(SESSION);
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => vi.useRealTimers());

describe('pages', () => {
  it('are none until something is written or drawn', () => {
    write('  \n ');
    expect([usedPages(), pagesToPrint()]).toEqual([[], null]);
    write('the sea');
    expect(pagesToPrint()).toEqual({ kind: 'pages', writing: 'the sea', drawn: null });
  });

  it('are printed as they were drawn', () => {
    addStroke(stroke(1), SIZE);
    addStroke(stroke(2), { width: 1, height: 1 });
    const paper = pagesToPrint();
    expect(paper).toEqual({
      kind: 'pages',
      writing: '',
      drawn: { ...SIZE, strokes: [stroke(1), stroke(2)] },
    });
    expect(v.safeParse(PrintRequestSchema, paper).success).toBe(true);
  });

  it('take no more than can be kept', () => {
    write('a'.repeat(LONGEST_WRITING + 1));
    expect(v.safeParse(PrintRequestSchema, pagesToPrint()).success).toBe(true);
  });

  it('are wished to be kept only where there is something', () => {
    wishKept('write', true);
    expect(wishedPages()).toEqual([]);
    write('x');
    expect(wishedPages()).toEqual(['write']);
    wishKept('write', false);
    expect(wishedPages()).toEqual([]);
  });

  it('are wished to be kept one by one, and printed so', () => {
    write('for me');
    addStroke(stroke(1), SIZE);
    wishKept('draw', true);
    expect(usedPages()).toEqual(['write', 'draw']);
    wishKept('write', true);
    wishKept('write', false);
    expect(wishedPages()).toEqual(['draw']);
    expect(pagesToPrint(wishedPages())).toEqual({
      kind: 'pages',
      writing: '',
      drawn: { ...SIZE, strokes: [stroke(1)] },
    });
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
    expect(usedPages()).toEqual([]);
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
    wishKept('write', true);
  });

  it('stays during the session and after it, until the turnover wipes it', () => {
    become({ ...SESSION, overAt: 1 });
    become(inTurnover('ahead'));
    expect(presentPages()).toMatchObject({
      open: 'write',
      writing: 'for me',
      isWishedKept: { write: true, draw: false },
    });
  });

  it.each(['done', 'later'] as const)('is forgotten once the turnover reports the pages as %s', (state) => {
    become(inTurnover('ahead'));
    become(inTurnover(state));
    expect(presentPages()).toMatchObject({
      open: null,
      writing: '',
      strokes: [],
      steps: [],
      isWishedKept: { write: false, draw: false },
    });
  });

  it('is forgotten when another session starts', () => {
    become({ ...SESSION, startedAt: SESSION.startedAt + 1 });
    expect([usedPages(), presentPages().open]).toEqual([[], null]);
  });

  it('is forgotten in a room that is ready for the next person', () => {
    become(EMPTY_ROOM);
    expect(usedPages()).toEqual([]);
  });
});

/** The window's pages, without which of them is open: main does not know that. */
const shown = () => {
  const { open: _, ...pages } = presentPages();
  return pages;
};

describe('main', () => {
  it('is told of a stroke at once, and of writing a little later, as it then reads', async () => {
    addStroke(stroke(1), SIZE);
    for (const text of ['t', 'th', 'the']) write(text);
    expect(told.map(({ kind }) => kind)).toEqual(['stroke']);
    await vi.advanceTimersByTimeAsync(400);
    expect(told.slice(1)).toEqual([{ kind: 'write', writing: 'the' }]);
  });

  it('is told while somebody goes on writing, not only when they pause', async () => {
    for (let key = 1; key <= 20; key += 1) {
      write('x'.repeat(key));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(told.length).toBeGreaterThan(4);
    expect(told.length).toBeLessThan(9);
  });

  it('is told at once when the page is closed or no longer seen', () => {
    openPage('write');
    write('for me');
    openPage(null);
    expect(told).toEqual([{ kind: 'write', writing: 'for me' }]);
    write('for me, later');
    window.tellWriting();
    expect(told.at(-1)).toEqual({ kind: 'write', writing: 'for me, later' });
    window.tellWriting();
    expect(told).toHaveLength(2);
  });

  it('is told of one stroke at a time, however many there are', () => {
    for (let n = 0; n < 300; n += 1) addStroke(stroke(n), SIZE);
    expect(Math.max(...told.map((change) => JSON.stringify(change).length))).toBeLessThan(200);
  });

  it('is told nothing more once it has forgotten', async () => {
    write('not told yet');
    become(inTurnover('done'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual([]);
    expect(held.present()).toBeNull();
  });

  it('holds the same pages as the window, whatever is done', async () => {
    const act = fc.oneof(
      fc.string({ maxLength: 12 }).map((text) => () => write(text)),
      fc.tuple(fc.nat(50), fc.boolean()).map(
        ([n, goesOn]) =>
          () =>
            addStroke(stroke(n), { ...SIZE, width: n + 1 }, goesOn),
      ),
      fc.constantFrom(
        () => undoDrawing(),
        () => clearDrawing(),
        () => openPage('write'),
        () => openPage(null),
      ),
      fc.tuple(fc.constantFrom(...PAGE_KINDS), fc.boolean()).map(
        ([page, isWished]) =>
          () =>
            wishKept(page, isWished),
      ),
    );
    const steps = fc.array(fc.tuple(act, fc.nat(200)), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        for (const [does, ms] of all) {
          does();
          await vi.advanceTimersByTimeAsync(ms);
        }
        await vi.advanceTimersByTimeAsync(300);
        if (held.present() !== null) expect(held.present()?.pages).toEqual(shown());
        const before = shown();
        // And a page that is loaded anew shows them.
        window = await loadWindow();
        become(SESSION);
        await vi.advanceTimersByTimeAsync(0);
        expect(shown()).toEqual(before);
        expect(presentPages().open).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

describe('a page that is loaded anew', () => {
  /** The page dies and another one is loaded, into a room that is like this by then. */
  const again = async (session: Session): Promise<void> => {
    window = await loadWindow();
    become(session);
  };

  beforeEach(() => {
    openPage('draw');
    addStroke(stroke(1), SIZE);
    write('for me');
    wishKept('write', true);
  });

  it.each([
    ['a session', SESSION],
    ['the turnover', inTurnover('ahead')],
  ])('finds what is there in %s, and opens nothing by itself', async (_, session) => {
    become(session);
    await again(session);
    await vi.advanceTimersByTimeAsync(0);
    expect(presentPages()).toMatchObject({
      writing: 'for me',
      strokes: [stroke(1)],
      isWishedKept: { write: true, draw: false },
    });
    expect(presentPages().open).toBeNull();
  });

  it('keeps what is done while main’s answer is on its way', async () => {
    await again(SESSION);
    addStroke(stroke(2), SIZE);
    write('for me, and more');
    await vi.advanceTimersByTimeAsync(0);
    expect(presentPages()).toMatchObject({
      writing: 'for me, and more',
      strokes: [stroke(1), stroke(2)],
      isWishedKept: { write: true, draw: false },
    });
    undoDrawing();
    await vi.advanceTimersByTimeAsync(300);
    expect(shown().strokes).toEqual([stroke(1)]);
    expect(held.present()?.pages).toEqual(shown());
  });

  it('finds nothing once it was forgotten, even while main’s answer is on its way', async () => {
    await again(inTurnover('ahead'));
    room.becomes(inTurnover('done'));
    await vi.advanceTimersByTimeAsync(0);
    expect(usedPages()).toEqual([]);
    become(inTurnover('done'));
    await again(inTurnover('done'));
    await vi.advanceTimersByTimeAsync(0);
    expect(usedPages()).toEqual([]);
  });

  it('asks nothing when there was no session', async () => {
    const asked: string[] = [];
    room.main.answer = (name) => {
      asked.push(name);
      return { ok: false, error: 'failed' };
    };
    await again(EMPTY_ROOM);
    become(SESSION);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).not.toContain('pages');
  });
});
