// The print window: it draws one page at a time, is given up when it does not report, and closes after every page.

import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANSWERED_WITHIN_MS, DRAWN_WITHIN_MS, openPrinting } from '../../main/electron/print.ts';
import type { Windows } from '../../main/electron/windows.ts';
import type { PrintJob } from '../../shared/ipc/print.ts';

const PAGES = { kind: 'pages', writing: 'One line', drawn: null } as const;

type Printed = (isPrinted: boolean, why: string) => void;

interface Answers {
  /** How many printers there are. */
  readonly printers?: () => Promise<number>;
  readonly pdf?: () => Promise<Buffer>;
}

/** What a window does for a page, without a window: it draws when it is told to, and prints what it is told to. */
const room = ({ printers = async () => 1, pdf = async () => Buffer.from('%PDF') }: Answers = {}) => {
  let window: (EventEmitter & { webContents: EventEmitter }) | null = null;
  let printed: Printed | null = null;
  const sent: PrintJob[] = [];
  const open = () => {
    const webContents = Object.assign(new EventEmitter(), {
      printToPDF: pdf,
      getPrintersAsync: async () => Array.from({ length: await printers() }),
      print: (_options: unknown, done: Printed) => {
        printed = done;
      },
    });
    window = Object.assign(new EventEmitter(), { webContents });
    setTimeout(() => webContents.emit('did-finish-load'), 1);
    return window;
  };
  const close = () => {
    const closed = window;
    window = null;
    closed?.webContents.emit('destroyed');
    closed?.emit('closed');
  };
  const windows = { open, close, publish: (_name: unknown, job: PrintJob) => sent.push(job) };
  const printing = openPrinting(windows as unknown as Windows, 'A4');
  return {
    printing,
    sent,
    close,
    isOpen: () => window !== null,
    die: () => window?.webContents.emit('render-process-gone'),
    answer: (isPrinted: boolean, why = '') => printed?.(isPrinted, why),
    drawn: async () => {
      await vi.advanceTimersByTimeAsync(2);
      printing.drawn(sent.at(-1)?.job ?? 0);
      await vi.advanceTimersByTimeAsync(1);
    },
  };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the print window', () => {
  it('gets its page once it has loaded, and closes once the PDF is made', async () => {
    const { printing, sent, drawn, isOpen } = room();
    const pdf = printing.pdfOf(PAGES);
    expect(isOpen()).toBe(true);
    expect(sent).toEqual([]);
    await drawn();
    expect(sent).toEqual([{ ...PAGES, job: 1 }]);
    expect(await pdf).toMatchObject({ ok: true });
    expect(isOpen()).toBe(false);
  });

  it('gives up a page that is not drawn within ten seconds', async () => {
    const { printing, isOpen } = room();
    const pdf = printing.pdfOf(PAGES);
    await vi.advanceTimersByTimeAsync(DRAWN_WITHIN_MS - 1);
    expect(isOpen()).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(await pdf).toEqual({ ok: false, error: 'failed' });
    expect(isOpen()).toBe(false);
  });

  it('draws one page at a time, and ignores a late report of another page', async () => {
    const { printing, drawn, isOpen } = room();
    const first = printing.pdfOf(PAGES);
    expect(await printing.pdfOf(PAGES)).toEqual({ ok: false, error: 'failed' });
    await drawn();
    expect(await first).toMatchObject({ ok: true });
    const second = printing.pdfOf(PAGES);
    await vi.advanceTimersByTimeAsync(2);
    printing.drawn(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOpen()).toBe(true);
    await drawn();
    expect(await second).toMatchObject({ ok: true });
  });

  it('fails when its page crashes, and draws the next page', async () => {
    const { printing, die, drawn } = room();
    const first = printing.pdfOf(PAGES);
    die();
    expect(await first).toEqual({ ok: false, error: 'failed' });
    const second = printing.pdfOf(PAGES);
    await drawn();
    expect(await second).toMatchObject({ ok: true });
  });
});

describe('a system that does not answer', () => {
  const never = <T>(): Promise<T> => new Promise(() => undefined);

  it('is given up when it makes no PDF, and the next page is drawn', async () => {
    let makes = (): Promise<Buffer> => never();
    const { printing, drawn, isOpen } = room({ pdf: () => makes() });
    const first = printing.pdfOf(PAGES);
    await drawn();
    await vi.advanceTimersByTimeAsync(ANSWERED_WITHIN_MS);
    expect(await first).toEqual({ ok: false, error: 'failed' });
    expect(isOpen()).toBe(false);
    makes = async () => Buffer.from('%PDF');
    const second = printing.pdfOf(PAGES);
    await drawn();
    expect(await second).toMatchObject({ ok: true });
  });

  it('is given up when it does not list its printers', async () => {
    const { printing, drawn, isOpen } = room({ printers: never });
    const outcome = printing.print(PAGES);
    await drawn();
    await vi.advanceTimersByTimeAsync(ANSWERED_WITHIN_MS);
    expect(await outcome).toEqual({ ok: false, error: 'failed' });
    expect(isOpen()).toBe(false);
  });
});

describe('printing', () => {
  it.each([
    [true, '', { ok: true, value: null }],
    [false, 'Print job canceled', { ok: false, error: 'cancelled' }],
    [false, 'Print job failed', { ok: false, error: 'notPrinted' }],
  ] as const)('that ends with %j %j answers %j, and closes the window', async (isPrinted, why, told) => {
    const { printing, drawn, answer, isOpen } = room();
    const outcome = printing.print(PAGES);
    await drawn();
    expect(isOpen()).toBe(true);
    answer(isPrinted, why);
    expect(await outcome).toEqual(told);
    expect(isOpen()).toBe(false);
  });

  it('fails without a printer, and opens no dialog', async () => {
    const { printing, drawn } = room({ printers: async () => 0 });
    const outcome = printing.print(PAGES);
    await drawn();
    expect(await outcome).toEqual({ ok: false, error: 'notPrinted' });
  });

  it('stops waiting for the dialog when the page crashes', async () => {
    const { printing, drawn, die, isOpen } = room();
    const outcome = printing.print(PAGES);
    await drawn();
    die();
    expect(await outcome).toEqual({ ok: false, error: 'notPrinted' });
    expect(isOpen()).toBe(false);
  });

  it('stops waiting for the dialog when the window closes', async () => {
    const { printing, drawn, close } = room();
    const outcome = printing.print(PAGES);
    await drawn();
    close();
    expect(await outcome).toEqual({ ok: false, error: 'cancelled' });
  });
});
